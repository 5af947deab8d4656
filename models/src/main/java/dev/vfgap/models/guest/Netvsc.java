package dev.vfgap.models.guest;

/**
 * A driver that has the host move the data path, as Hyper-V's netvsc: frames leave by the VF while the host leads them
 * there, and both devices always receive.
 *
 * <p>Source: Linux 6.12 {@code drivers/net/hyperv/netvsc_drv.c} ({@code netvsc_start_xmit}: {@code data_path_is_vf}, and
 * the VF running with carrier; {@code netvsc_vf_handle_frame} only relabels a frame, and no rule drops what the synthetic
 * device receives).
 *
 * @param primary the VF
 * @param standby the synthetic device; virtio stands for it here
 * @param dataPath where the guest believes the data path
 */
public record Netvsc(LowerDevice primary, LowerDevice standby, Member dataPath) implements GuestStack {

    @Override
    public Netvsc withPrimary(LowerDevice now) {
        return new Netvsc(now, standby, dataPath);
    }

    @Override
    public Netvsc withStandby(LowerDevice now) {
        return new Netvsc(primary, now, dataPath);
    }

    public Netvsc withDataPath(Member now) {
        return new Netvsc(primary, standby, now);
    }

    @Override
    public Outlet outlet() {
        if (dataPath == Member.PRIMARY && primary == LowerDevice.READY) {
            return Outlet.PRIMARY;
        }
        return standby == LowerDevice.READY ? Outlet.STANDBY : Outlet.NONE;
    }

    @Override
    public Intake ofPrimary() {
        return Intake.ACCEPTED;
    }

    @Override
    public Intake ofStandby() {
        return Intake.ACCEPTED;
    }

    /** The addresses are the synthetic device's own: two netdevs, not three. */
    @Override
    public VirtioAnnounce virtioAnnounce() {
        return VirtioAnnounce.SENT;
    }
}
