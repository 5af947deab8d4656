package dev.vfgap.models.guest;

/**
 * A virtio NIC that carries the guest's address itself; a VF beside it is nobody's lower device.
 *
 * @param standby the virtio device
 */
public record VirtioOnly(LowerDevice standby) implements GuestStack {

    /** Always absent: nothing joins it to the virtio device. */
    @Override
    public LowerDevice primary() {
        return LowerDevice.ABSENT;
    }

    @Override
    public VirtioOnly withPrimary(LowerDevice now) {
        return this;
    }

    @Override
    public VirtioOnly withStandby(LowerDevice now) {
        return new VirtioOnly(now);
    }

    @Override
    public Outlet outlet() {
        return standby == LowerDevice.READY ? Outlet.STANDBY : Outlet.NONE;
    }

    @Override
    public Intake ofPrimary() {
        return Intake.NO_ADDRESS;
    }

    @Override
    public Intake ofStandby() {
        return Intake.ACCEPTED;
    }

    @Override
    public VirtioAnnounce virtioAnnounce() {
        return VirtioAnnounce.SENT;
    }
}
