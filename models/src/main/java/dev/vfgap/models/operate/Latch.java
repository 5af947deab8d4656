package dev.vfgap.models.operate;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.Condition.BusMaster;
import dev.vfgap.models.operate.Condition.DeviceDeleted;
import dev.vfgap.models.operate.Condition.GuestPrimaryDown;
import dev.vfgap.models.operate.Condition.GuestPrimaryGone;
import dev.vfgap.models.operate.Condition.GuestPrimaryLinkUp;
import dev.vfgap.models.operate.Condition.GuestPrimaryRegistered;
import dev.vfgap.models.operate.Condition.MigrationReached;
import dev.vfgap.models.operate.Condition.Resumed;
import dev.vfgap.models.operate.Condition.VfQueuesOn;
import dev.vfgap.models.operate.Condition.VfReset;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The conditions that have become true since a plan's start and were not undone since.
 *
 * <p>What undoes what: a link-up is undone by the loss of the link, by the driver's stop and by the primary's removal, so
 * that after a removal it takes a new one; a stop and a removal by the next registration or link-up; a registration by
 * the removal; bus mastering on by bus mastering off, and the other way round; the driver's reset and its queues by bus
 * mastering off, the queues also by the next reset; a deletion by {@code device-add}; a resume by the guest's stop; a
 * status by the next {@code migrate}, and {@code wait-unplug} and {@code active} also by the migration's failure or
 * cancel. A later status of the same attempt does not undo an earlier one: {@code active} still holds when {@code
 * completed} is reached.
 */
final class Latch {

    private final Set<Condition> holding = new LinkedHashSet<>();

    boolean holds(Condition condition) {
        return holding.contains(condition);
    }

    void take(Observation observation) {
        if (observation instanceof Observation.BecameTrue now) {
            now.condition().read(new Undo());
            holding.add(now.condition());
        } else if (observation instanceof Observation.GuestStopped stopped) {
            holding.remove(new Resumed(stopped.host()));
        } else if (observation instanceof Observation.PrimaryLinkLost lost) {
            holding.remove(new GuestPrimaryLinkUp(lost.host()));
        }
    }

    /** What the start of an action undoes. */
    void start(Action action) {
        if (action instanceof Action.Migrate) {
            for (AwaitedStatus status : AwaitedStatus.values()) {
                holding.remove(new MigrationReached(status));
            }
        } else if (action instanceof Action.DeviceAdd add) {
            holding.remove(new DeviceDeleted(add.host()));
        }
    }

    /** Removes what a condition that becomes true undoes. */
    private final class Undo implements Condition.Reader<Void> {

        @Override
        public Void migrationReached(AwaitedStatus status) {
            if (status == AwaitedStatus.FAILED || status == AwaitedStatus.CANCELLED) {
                holding.remove(new MigrationReached(AwaitedStatus.WAIT_UNPLUG));
                holding.remove(new MigrationReached(AwaitedStatus.ACTIVE));
            }
            return null;
        }

        @Override
        public Void deviceDeleted(Host host) {
            return null;
        }

        @Override
        public Void resumed(Host host) {
            return null;
        }

        @Override
        public Void guestPrimaryDown(Host host) {
            holding.remove(new GuestPrimaryLinkUp(host));
            return null;
        }

        @Override
        public Void guestPrimaryGone(Host host) {
            holding.remove(new GuestPrimaryLinkUp(host));
            holding.remove(new GuestPrimaryRegistered(host));
            return null;
        }

        @Override
        public Void guestPrimaryLinkUp(Host host) {
            holding.remove(new GuestPrimaryDown(host));
            holding.remove(new GuestPrimaryGone(host));
            return null;
        }

        @Override
        public Void busMaster(Host host, BusMastering state) {
            for (BusMastering other : BusMastering.values()) {
                holding.remove(new BusMaster(host, other));
            }
            if (state == BusMastering.DISABLED) {
                holding.remove(new VfReset(host));
                holding.remove(new VfQueuesOn(host));
            }
            return null;
        }

        @Override
        public Void vfReset(Host host) {
            holding.remove(new VfQueuesOn(host));
            return null;
        }

        @Override
        public Void vfQueuesOn(Host host) {
            return null;
        }

        @Override
        public Void guestPrimaryRegistered(Host host) {
            holding.remove(new GuestPrimaryDown(host));
            holding.remove(new GuestPrimaryGone(host));
            return null;
        }

        @Override
        public Void failoverNegotiated(Host host) {
            return null;
        }
    }
}
