package dev.vfgap.models.guest;

/**
 * {@code net_failover} whose own device is down: it opens no lower device, and no address is usable.
 *
 * <p>Source: Linux 6.12 {@code drivers/net/net_failover.c}, {@code net_failover_slave_register}: a lower device is opened
 * only when {@code netif_running(failover_dev)}.
 *
 * @param primary the VF
 * @param standby the virtio device
 */
public record FailoverDown(LowerDevice primary, LowerDevice standby) implements GuestStack {

    @Override
    public FailoverDown withPrimary(LowerDevice now) {
        return new FailoverDown(now, standby);
    }

    @Override
    public FailoverDown withStandby(LowerDevice now) {
        return new FailoverDown(primary, now);
    }

    @Override
    public Outlet outlet() {
        return Outlet.NONE;
    }

    @Override
    public Intake ofPrimary() {
        return Intake.NO_ADDRESS;
    }

    @Override
    public Intake ofStandby() {
        return Intake.NO_ADDRESS;
    }

    @Override
    public VirtioAnnounce virtioAnnounce() {
        return VirtioAnnounce.WITHOUT_ADDRESS;
    }
}
