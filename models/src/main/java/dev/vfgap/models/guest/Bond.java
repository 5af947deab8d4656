package dev.vfgap.models.guest;

import static dev.vfgap.models.guest.SlaveState.BACK;
import static dev.vfgap.models.guest.SlaveState.UP;

import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.ClockTimer;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.simcore.table.TransitionTable;

/**
 * A Linux bond in mode active-backup over the VF and the virtio device: who is a slave, who is active, and when the
 * monitor notices.
 *
 * <p>A lost carrier is noticed at the next poll of the MII monitor only; a released slave at once. So a removal moves the
 * bond when the monitor's poll falls between the driver's stop and {@code NETDEV_UNREGISTER}, else at the latter.
 *
 * <p>A poll that would change nothing is not made an event: the monitor's polls lie at fixed moments of the guest's
 * clock, and the next one is waited for only when it has something to find.
 *
 * <p>Source: Linux 6.12 {@code drivers/net/bonding/bond_main.c} ({@code bond_enslave}, {@code __bond_release_one}, {@code
 * bond_miimon_inspect}, {@code bond_find_best_slave}, {@code bond_change_active_slave}).
 *
 * <p>Not modelled: other modes, ARP monitoring, {@code primary_reselect} other than {@code always}, {@code
 * fail_over_mac} (both slaves have the guest's MAC), {@code peer_notif_delay}, an announcement that waits for linkwatch.
 */
public final class Bond {

    /** What a bond does to its slaves and to the path. */
    public interface Port {
        /** {@code dev_open} of the VF. */
        void open();

        /** {@code dev_close} of the VF. */
        void close();

        /** Another slave is active. */
        void active(Member member);

        /** A gratuitous ARP leaves by the active slave. */
        void announce();
    }

    private final BondSettings settings;
    private final StoppableClock clock;
    private final long firstPollNanos;
    private final Port port;
    private final BondSlave primary = new BondSlave(this::ofPrimary);
    private final BondSlave standby = new BondSlave(this::ofStandby);
    private final Phase enslave;
    private final ClockTimer poll;
    private LowerDevice primaryDevice = LowerDevice.ABSENT;
    private LowerDevice standbyDevice = LowerDevice.READY;
    private Member active = Member.NONE;
    private int announcementsLeft;
    private int announcementsOfAChange;

    /**
     * A bond whose virtio slave has been there since boot.
     *
     * @param phases on the guest's clock
     * @param firstPollNanos when the monitor first polls, on that clock; below the period
     */
    public Bond(Phases phases, BondSettings settings, long firstPollNanos, Port port) {
        this.settings = settings;
        this.clock = phases.clock();
        this.firstPollNanos = firstPollNanos;
        this.port = port;
        this.enslave = phases.phase("bond.enslave", () -> primary.fire(SlaveEvent.ENSLAVE));
        this.poll = clock.timer(phases.instance() + "/bond.miimon", this::polled);
    }

    /** The guest runs already, and the bond with it. */
    public void startAtBoot(LowerDevice primaryAtBoot) {
        standby.fire(SlaveEvent.FOUND_AT_BOOT);
        if (primaryAtBoot == LowerDevice.READY) {
            primaryDevice = LowerDevice.READY;
            primary.fire(SlaveEvent.FOUND_AT_BOOT);
        }
        announcementsOfAChange = settings.gratuitousArps();
    }

    /** The VF's netdev is registered; nobody has opened it. */
    public void netdevThere() {
        primary.fire(SlaveEvent.NETDEV_THERE);
    }

    /** The VF runs with or without carrier, or is gone. */
    public void primaryIs(LowerDevice device) {
        primaryDevice = device;
        boolean opened = device != LowerDevice.ABSENT;
        boolean enslaving = primary.state() == SlaveState.ENSLAVING || primary.state() == SlaveState.ENSLAVING_OUT;
        if (opened && enslaving) {
            boolean counts = device == LowerDevice.READY || settings.miimonNanos() == 0;
            primary.fire(counts ? SlaveEvent.ENSLAVED_LINKED : SlaveEvent.ENSLAVED_DARK);
        }
        expectPoll();
    }

    /** The VF's netdev is unregistered. */
    public void primaryGone() {
        primaryDevice = LowerDevice.ABSENT;
        primary.fire(SlaveEvent.GONE);
        expectPoll();
    }

    /** The virtio device has carrier or not. */
    public void standbyIs(LowerDevice device) {
        standbyDevice = device;
        expectPoll();
    }

    /** {@code ip link set VF nomaster}. */
    public Answer detach() {
        if (primary.state() == SlaveState.AWAY) {
            return Answer.refused("Cannot find the VF's netdev");
        }
        primary.fire(SlaveEvent.DETACH);
        return Answer.accepted();
    }

    /** {@code ip link set VF master bond0}. */
    public Answer attach() {
        if (primary.state() == SlaveState.AWAY) {
            return Answer.refused("Cannot find the VF's netdev");
        }
        primary.fire(SlaveEvent.ATTACH);
        return Answer.accepted();
    }

    /** The active slave. */
    public Member active() {
        return active;
    }

    /** What the monitor believes of the VF. */
    public SlaveState primary() {
        return primary.state();
    }

    /** How often a row of {@link BondSlave#TABLE} was taken, by either slave. */
    public long timesTaken(TransitionTable.Row<SlaveState, SlaveEvent, SlaveCommand> row) {
        return primary.timesTaken(row) + standby.timesTaken(row);
    }

    private void ofPrimary(SlaveCommand command) {
        switch (command) {
            case BEGIN_WAIT -> enslave.begin();
            case GIVE_UP_WAIT -> enslave.cancel();
            case OPEN -> port.open();
            case CLOSE -> port.close();
            default -> ofEither(primary, command);
        }
    }

    private void ofStandby(SlaveCommand command) {
        ofEither(standby, command);
    }

    private void ofEither(BondSlave slave, SlaveCommand command) {
        switch (command) {
            case BEGIN_UP_DELAY -> slave.beginDelay(settings.upDelayPolls());
            case BEGIN_DOWN_DELAY -> slave.beginDelay(settings.downDelayPolls());
            case SELECT -> select();
            default -> throw new IllegalStateException("the virtio device is always a slave, but was told " + command);
        }
        if (command == SlaveCommand.BEGIN_UP_DELAY && settings.upDelayPolls() == 0) {
            slave.countDown();
        }
    }

    private void polled() {
        boolean repeats = announcementsLeft > 0;
        primary.poll(primaryDevice);
        standby.poll(standbyDevice);
        if (repeats && announcementsLeft > 0) {
            announce();
        }
        expectPoll();
    }

    private void expectPoll() {
        boolean needed =
                announcementsLeft > 0 || primary.awaitsPoll(primaryDevice) || standby.awaitsPoll(standbyDevice);
        if (settings.miimonNanos() > 0 && needed && !poll.armed()) {
            long since = clock.nowNanos() - firstPollNanos;
            poll.after(settings.miimonNanos() - Math.floorMod(since, settings.miimonNanos()));
        }
    }

    private void select() {
        Member best = best();
        if (best == active) {
            return;
        }
        active = best;
        port.active(best);
        announcementsLeft = 0;
        if (best != Member.NONE) {
            slave(best).fire(SlaveEvent.MADE_ACTIVE);
            announcementsLeft = announcementsOfAChange;
            if (announcementsLeft > 0) {
                announce();
            }
        }
        expectPoll();
    }

    private void announce() {
        announcementsLeft--;
        port.announce();
    }

    /** {@code bond_find_best_slave}: the preferred one if up, else the active one if up, else any that is up or coming. */
    private Member best() {
        if (isUp(settings.preferred())) {
            return settings.preferred();
        }
        if (isUp(active)) {
            return active;
        }
        for (Member member : new Member[] {Member.STANDBY, Member.PRIMARY}) {
            if (isUp(member)) {
                return member;
            }
        }
        for (Member member : new Member[] {Member.STANDBY, Member.PRIMARY}) {
            if (slave(member).state() == BACK) {
                return member;
            }
        }
        return Member.NONE;
    }

    private boolean isUp(Member member) {
        return member != Member.NONE && slave(member).state() == UP;
    }

    private BondSlave slave(Member member) {
        return member == Member.PRIMARY ? primary : standby;
    }
}
