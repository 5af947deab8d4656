package dev.vfgap.models.guest;

/**
 * A guest whose only NIC is the VF: with its netdev the addresses go, and with the next one they do not come by
 * themselves.
 *
 * @param primary the VF
 * @param addresses whether the guest's tools have given it its addresses
 */
public record SingleNic(LowerDevice primary, Addresses addresses) implements GuestStack {

    /** Whether a netdev has the guest's addresses. */
    public enum Addresses {
        APPLIED,
        MISSING
    }

    /** Always absent: there is no virtio NIC. */
    @Override
    public LowerDevice standby() {
        return LowerDevice.ABSENT;
    }

    @Override
    public SingleNic withPrimary(LowerDevice now) {
        return new SingleNic(now, addresses);
    }

    @Override
    public SingleNic withStandby(LowerDevice now) {
        return this;
    }

    public SingleNic with(Addresses now) {
        return new SingleNic(primary, now);
    }

    @Override
    public Outlet outlet() {
        if (addresses == Addresses.MISSING) {
            return Outlet.NO_ADDRESS;
        }
        return primary == LowerDevice.READY ? Outlet.PRIMARY : Outlet.NONE;
    }

    @Override
    public Intake ofPrimary() {
        return addresses == Addresses.APPLIED ? Intake.ACCEPTED : Intake.NO_ADDRESS;
    }

    @Override
    public Intake ofStandby() {
        return Intake.NO_DEVICE;
    }

    @Override
    public VirtioAnnounce virtioAnnounce() {
        return VirtioAnnounce.NO_DEVICE;
    }
}
