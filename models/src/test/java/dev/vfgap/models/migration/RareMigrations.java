package dev.vfgap.models.migration;

import static dev.vfgap.models.migration.SwitchoverTimelineTest.load;

import dev.vfgap.models.machine.FixedDelays;
import dev.vfgap.models.machine.GuestHost.Hotplug;
import dev.vfgap.models.migration.PrecopyRounds.StopCopy;
import dev.vfgap.models.pci.SlotOptions;
import java.util.List;

/** Migrations whose coincidences random ones do not hit, in {@link FixedDelays#round}'s world; each at its end. */
public final class RareMigrations {

    private RareMigrations() {}

    /** All of them. */
    public static List<TwoHosts> all() {
        return List.of(
                cancelledWhilePinning(),
                memoryCompleteWhilePinning(),
                memoryCompleteWhileMapping(),
                triedAgainAfterTheDestinationsDeath());
    }

    static TwoHosts cancelledWhilePinning() {
        TwoHosts world = SwitchoverTimelineTest.world(
                IncomingDevice.HIDDEN_PRIMARY, HypervisorOptions.USUAL.with(ReturnPath.ON));
        world.migration.migrate();
        world.runTo(2_500);
        world.timeline.take();
        world.migration.cancel();
        world.runTo(2_600);
        return world;
    }

    /** The pinning of 200 MiB takes 20 s, post-copy's memory 10.5 s. */
    static TwoHosts memoryCompleteWhilePinning() {
        return postcopy(IncomingDevice.HIDDEN_PRIMARY, "vfio.pinPerGiB");
    }

    /** The mapping of 200 MiB takes 20 s, post-copy's memory 10.5 s. */
    static TwoHosts memoryCompleteWhileMapping() {
        return postcopy(IncomingDevice.PINNED_BACKEND, "vdpa.mapPerGiB");
    }

    private static TwoHosts postcopy(IncomingDevice device, String slow) {
        TwoHosts world = new TwoHosts(
                Hotplug.ACPI,
                SlotOptions.USUAL,
                Switchover.DIRECT,
                HypervisorOptions.USUAL,
                load(StopCopy.NONE),
                FixedDelays.round().with(slow, 102_400),
                device);
        world.migration.migrate();
        world.runTo(1_247);
        world.migration.startPostcopy();
        world.runTo(5_000);
        world.timeline.take();
        world.runTo(22_000);
        return world;
    }

    static TwoHosts triedAgainAfterTheDestinationsDeath() {
        TwoHosts world = SwitchoverTimelineTest.world(IncomingDevice.NONE, HypervisorOptions.USUAL);
        world.migration.migrate();
        world.runTo(1_000);
        world.killDestination();
        world.runTo(2_000);
        world.timeline.take();
        world.listenAgain();
        world.migration.migrate();
        world.runTo(5_000);
        return world;
    }
}
