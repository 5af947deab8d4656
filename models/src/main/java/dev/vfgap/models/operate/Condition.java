package dev.vfgap.models.operate;

import dev.vfgap.models.frame.Host;
import java.util.Objects;

/**
 * What an {@link Await} waits for. Values: two equal conditions name the same thing, so they can be keys of a set.
 *
 * <p>Conditions are latched: one holds when what it names has become true since the plan's start and has not been
 * undone since. After an await of {@link GuestPrimaryGone}, a later {@link GuestPrimaryLinkUp} of the same host means a
 * link-up after that removal.
 */
public sealed interface Condition {

    /** Reads this condition by the reader's method of the same name. */
    <R> R read(Reader<R> reader);

    /** QEMU's migration on A has reached a status. Shown by the {@code MIGRATION} event. */
    record MigrationReached(AwaitedStatus status) implements Condition {
        public MigrationReached {
            Objects.requireNonNull(status, "status");
        }

        @Override
        public <R> R read(Reader<R> reader) {
            return reader.migrationReached(status);
        }
    }

    /** QEMU has deleted the primary. Shown by the {@code DEVICE_DELETED} event; QEMU's own failover emits none. */
    record DeviceDeleted(Host host) implements Condition {
        public DeviceDeleted {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public <R> R read(Reader<R> reader) {
            return reader.deviceDeleted(host);
        }
    }

    /** The guest runs (again) on this host. Shown by the {@code RESUME} event. */
    record Resumed(Host host) implements Condition {
        public Resumed {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public <R> R read(Reader<R> reader) {
            return reader.resumed(host);
        }
    }

    /**
     * The guest's primary on this host is down: its driver has stopped it, the failover device still has it. Shown by its
     * netlink {@code newlink} without {@code UP}, which {@code dev_close_many} sends before the device is unlisted.
     */
    record GuestPrimaryDown(Host host) implements Condition {
        public GuestPrimaryDown {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public <R> R read(Reader<R> reader) {
            return reader.guestPrimaryDown(host);
        }
    }

    /** The guest, running on this host, has let its primary go. Shown by its netlink {@code dellink}. */
    record GuestPrimaryGone(Host host) implements Condition {
        public GuestPrimaryGone {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public <R> R read(Reader<R> reader) {
            return reader.guestPrimaryGone(host);
        }
    }

    /** The guest's primary on this host is up and has carrier. Shown by its netlink {@code newlink}. */
    record GuestPrimaryLinkUp(Host host) implements Condition {
        public GuestPrimaryLinkUp {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public <R> R read(Reader<R> reader) {
            return reader.guestPrimaryLinkUp(host);
        }
    }

    /**
     * The guest has switched the bus mastering of its primary on this host on or off. Shown by no event of QEMU 10.0;
     * Oracle's QEMU 3.1 had {@code FAILOVER_PRIMARY_CHANGED}.
     */
    record BusMaster(Host host, BusMastering state) implements Condition {
        public BusMaster {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(state, "state");
        }

        @Override
        public <R> R read(Reader<R> reader) {
            return reader.busMaster(host, state);
        }
    }

    /** The primary's driver has sent its reset message to the PF's driver. Shown to that driver only. */
    record VfReset(Host host) implements Condition {
        public VfReset {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public <R> R read(Reader<R> reader) {
            return reader.vfReset(host);
        }
    }

    /** The primary's driver has switched its queues on. Shown by nothing today: what a late filter would need. */
    record VfQueuesOn(Host host) implements Condition {
        public VfQueuesOn {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public <R> R read(Reader<R> reader) {
            return reader.vfQueuesOn(host);
        }
    }

    /**
     * The guest has taken its primary on this host into its failover device. Shown by its netlink {@code newlink} with a
     * master.
     */
    record GuestPrimaryRegistered(Host host) implements Condition {
        public GuestPrimaryRegistered {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public <R> R read(Reader<R> reader) {
            return reader.guestPrimaryRegistered(host);
        }
    }

    /**
     * The guest's virtio driver has negotiated the standby feature with QEMU on this host. Shown by the {@code
     * FAILOVER_NEGOTIATED} event.
     */
    record FailoverNegotiated(Host host) implements Condition {
        public FailoverNegotiated {
            Objects.requireNonNull(host, "host");
        }

        @Override
        public <R> R read(Reader<R> reader) {
            return reader.failoverNegotiated(host);
        }
    }

    /** One method for each kind of condition. */
    interface Reader<R> {
        R migrationReached(AwaitedStatus status);

        R deviceDeleted(Host host);

        R resumed(Host host);

        R guestPrimaryDown(Host host);

        R guestPrimaryGone(Host host);

        R guestPrimaryLinkUp(Host host);

        R busMaster(Host host, BusMastering state);

        R vfReset(Host host);

        R vfQueuesOn(Host host);

        R guestPrimaryRegistered(Host host);

        R failoverNegotiated(Host host);
    }
}
