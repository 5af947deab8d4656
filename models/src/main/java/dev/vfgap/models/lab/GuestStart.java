package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.guest.LowerDevice;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.lab.LabState.Driver;
import dev.vfgap.models.machine.Delays;
import dev.vfgap.models.machine.Phase;
import dev.vfgap.models.machine.Phases;
import dev.vfgap.models.pci.SlotOptions;
import dev.vfgap.models.pci.SlotOptions.GuestAtStart;

/**
 * What the guest does when the plan begins, and what follows from it for its frames: one that boots has no driver yet,
 * one that is paused or hung sends nothing and reads no queue.
 *
 * <p>A guest that boots has been reset at the start of the run; its hot-plug driver comes {@code guest.bootToHotplug}
 * after the plan's start, its network drivers {@code guest.bootToNetwork} after that.
 *
 * <p>Not modelled: a boot that goes on at the destination; a standby that is negotiated later than the primary.
 */
final class GuestStart {
    private static final String BOOT_TO_HOTPLUG = "guest.bootToHotplug";

    private final GuestAtStart state;
    private final LabHost source;
    private final Delays delays;
    private final HostReports around;
    private final Phase toHotplug;
    private final Phase toNetwork;

    /**
     * A guest on A.
     *
     * @param delays how long its boot takes
     * @param around told what changes
     */
    GuestStart(GuestAtStart state, LabHost source, Delays delays, HostReports around) {
        this.state = state;
        this.source = source;
        this.delays = delays;
        this.around = around;
        Phases boot = new Phases("A/boot", source.time.guest(), delays);
        this.toHotplug = boot.phase(BOOT_TO_HOTPLUG, this::hotplugDriverStarts);
        this.toNetwork = boot.phase("guest.bootToNetwork", this::networkDriverStarts);
    }

    /** The slot of a host: a guest that boots on A has booted when it runs on B. */
    static SlotOptions slotOf(SlotOptions options, Host host) {
        boolean booted = host == Host.B && options.guest() == GuestAtStart.BOOTING;
        return booted ? options.with(GuestAtStart.RUNNING) : options;
    }

    /** The primary is in its slot; only a guest that does not boot drives it. */
    void startWithPrimary() {
        if (state == GuestAtStart.BOOTING) {
            source.startBooting();
        } else {
            source.startWithPrimary();
        }
    }

    /** The run begins. */
    void begins(long planAtNanos) {
        if (state == GuestAtStart.BOOTING) {
            around.effect("the guest boots", (lab, why) -> {
                lab.driver(Host.A, Driver.NOT_STARTED, why);
                lab.lowerPrimary(LowerDevice.ABSENT, why);
                lab.guestStops(why);
            });
            long length = delays.next(BOOT_TO_HOTPLUG);
            toHotplug.begin(length == Delays.EXTERNAL ? length : planAtNanos + length);
        }
    }

    /** The plan's first step comes now. */
    void planBegins() {
        switch (state) {
            case PAUSED -> {
                source.time.stop();
                around.effect("the guest is paused", LabState::guestStops);
                around.milestone(Kind.STOP, Host.A, "STOP");
            }
            case HUNG -> {
                around.effect("the guest hangs", LabState::guestStops);
                around.milestone(Kind.TROUBLE, Host.A, "the guest hangs");
            }
            case RUNNING, BOOTING, NO_DRIVER -> {
                // As it was before.
            }
        }
    }

    /** Whether no driver of the guest has its devices yet. */
    boolean isBooting() {
        return state == GuestAtStart.BOOTING;
    }

    /** Whether QEMU keeps the guest paused through a migration and its failure. */
    boolean isPaused() {
        return state == GuestAtStart.PAUSED;
    }

    /** Whether the guest neither sends nor reads although its vCPUs run. */
    boolean isHung() {
        return state == GuestAtStart.HUNG;
    }

    private void hotplugDriverStarts() {
        source.hotplugDriverStarts();
        toNetwork.begin();
    }

    private void networkDriverStarts() {
        around.effect("the guest's network is up", (lab, why) -> lab.guestRuns(Host.A, why));
        source.networkDriverStarts();
    }
}
