package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.GuestStack;
import dev.vfgap.models.guest.GuestStack.VirtioAnnounce;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.machine.Answer;
import dev.vfgap.models.machine.StoppableClock;
import dev.vfgap.models.migration.Announce;
import dev.vfgap.models.migration.AnnounceSchedule;
import dev.vfgap.models.operate.LinkSetting;

/**
 * The guest of a simulated lab as far as it goes with itself from host to host: its clock, what joins its NICs, its
 * virtio device's link and the announcements that virtio asks of it.
 *
 * <p>When the guest has arrived, QEMU asks the virtio driver for announcements by the schedule of its own, each when the
 * one before was acknowledged, on the guest's clock. Whether a frame comes of that is a matter of the stack ({@link
 * dev.vfgap.models.guest.GuestStack#virtioAnnounce}).
 *
 * <p>Source: QEMU 10.0 {@code hw/net/virtio-net.c} ({@code virtio_net_post_load_device}, {@code
 * virtio_net_announce_timer}, {@code virtio_net_handle_announce}). Not modelled: the time from the request to the frame.
 */
final class GuestSide {
    private final StoppableClock clock;
    private final GuestJoin join;
    private final GuestStack first;
    private final Announce asked;
    private Host host = Host.A;

    /**
     * A guest that runs on A.
     *
     * @param clock its own, which goes with it
     * @param first its stack
     * @param schedule when QEMU asks it to announce itself
     */
    GuestSide(
            StoppableClock clock,
            GuestJoin join,
            GuestStack first,
            AnnounceSchedule schedule,
            GuestJoin.Surroundings around) {
        this.clock = clock;
        this.join = join;
        this.first = first;
        this.asked = new Announce(
                "guest",
                clock,
                schedule,
                round -> around.effect("the guest's announcement " + (round + 1), LabState::virtioAnnounces));
    }

    GuestJoin join() {
        return join;
    }

    /** Whether a host is the one where it runs, or ran last. */
    boolean isOn(Host where) {
        return host == where;
    }

    void stops() {
        clock.stop();
    }

    /** It runs on: where it was stopped, or where it was migrated to. */
    void runs(Host where) {
        boolean arrived = host != where;
        host = where;
        clock.resume();
        if (arrived && first.virtioAnnounce() == VirtioAnnounce.SENT) {
            asked.start();
        }
    }

    /** QMP {@code set_link} of the virtio NIC. Its link is part of the state that migrates, so another host's counts not. */
    Answer setStandbyLink(Host where, LinkSetting link, GuestJoin.Surroundings around) {
        if (first.standby() == LowerDevice.ABSENT) {
            return Answer.refused("Device 'standby' not found");
        }
        if (where == host) {
            LowerDevice device = link == LinkSetting.UP ? LowerDevice.READY : LowerDevice.REGISTERED;
            around.effect(
                    "set_link " + link + " of the standby on " + where, (lab, why) -> lab.lowerStandby(device, why));
            join.standbyIs(device);
        }
        return Answer.accepted();
    }

    Answer detach(LabHost from) {
        return from.host == host ? join.detach(from) : notHere(from);
    }

    Answer attach(LabHost to) {
        return to.host == host ? join.attach(to) : notHere(to);
    }

    private static Answer notHere(LabHost where) {
        return Answer.refused("the guest does not run on " + where.host);
    }
}
