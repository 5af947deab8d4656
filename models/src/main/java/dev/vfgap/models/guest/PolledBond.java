package dev.vfgap.models.guest;

/**
 * DPDK's bonding driver in mode 1: the application sends by, and polls, the current primary port only.
 *
 * <p>What reaches the other port stays in its ring, and is handed over late if that port becomes the current one.
 *
 * <p>Source: DPDK {@code drivers/net/bonding/rte_eth_bond_pmd.c} ({@code bond_ethdev_rx_burst_active_backup}, {@code
 * bond_ethdev_tx_burst_active_backup}, {@code bond_ethdev_lsc_event_callback}: the user's primary port is current
 * whenever it is active).
 *
 * <p>Not modelled: the 10 ms link poll of ports without a link interrupt; how busy the application is.
 *
 * @param primary the VF, absent unless it is a member
 * @param standby the virtio device
 * @param ringFrames how many frames the virtio device's ring takes while nobody polls it
 */
public record PolledBond(LowerDevice primary, LowerDevice standby, int ringFrames) implements GuestStack {

    @Override
    public PolledBond withPrimary(LowerDevice now) {
        return new PolledBond(now, standby, ringFrames);
    }

    @Override
    public PolledBond withStandby(LowerDevice now) {
        return new PolledBond(primary, now, ringFrames);
    }

    /** The current primary port: the VF where it has its link, else virtio. */
    public Member current() {
        if (primary == LowerDevice.READY) {
            return Member.PRIMARY;
        }
        return standby == LowerDevice.READY ? Member.STANDBY : Member.NONE;
    }

    @Override
    public Outlet outlet() {
        return switch (current()) {
            case PRIMARY -> Outlet.PRIMARY;
            case STANDBY -> Outlet.STANDBY;
            case NONE -> Outlet.NONE;
        };
    }

    @Override
    public Intake ofPrimary() {
        return current() == Member.PRIMARY ? Intake.ACCEPTED : Intake.NOT_POLLED;
    }

    @Override
    public Intake ofStandby() {
        return current() == Member.STANDBY ? Intake.ACCEPTED : Intake.NOT_POLLED;
    }

    /** DPDK's virtio driver sends a RARP by itself ({@code virtio_ethdev.c}, {@code virtio_notify_peers}). */
    @Override
    public VirtioAnnounce virtioAnnounce() {
        return VirtioAnnounce.SENT;
    }
}
