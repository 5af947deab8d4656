package dev.vfgap.scenarios.calibrate;

import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.guest.DriverValues;
import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.lab.GuestNic;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.models.lab.Sending;
import dev.vfgap.models.lab.World;
import dev.vfgap.models.migration.DestinationStart;
import dev.vfgap.models.migration.HypervisorOptions;
import dev.vfgap.models.migration.Switchover;
import dev.vfgap.models.operate.Hotplug;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.PrimaryUse;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Environment;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.RecordedEvent;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Setups;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.time.Period;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A bundle's migration as something to simulate: its plan in its surroundings, with its traffic. Of its
 * events only the order of two is taken, which tells how its destination was started, and of its frames nothing.
 *
 * <p>Not modelled: traffic that is not constant; another standby than QEMU's failover pair or a plain virtio NIC.
 */
final class BundleSetup {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long SECOND = 1_000_000_000L;

    /** What a guest dirties while its memory is copied no bundle tells; it moves the stop, and hardly what is lost at it. */
    private static final Provenance IDLE = new Provenance(Provenance.Kind.ASSUMED, "an idle guest");

    /** What a bundle's environment tells goes over what a profile says. */
    static final Provenance TOLD = new Provenance(Provenance.Kind.MEASURED, "the bundle");

    private BundleSetup() {}

    /**
     * The setup of a bundle.
     *
     * @param values puts a profile's values over the defaults
     * @throws BadInputException when the bundle does not tell what was done
     */
    static MigrationSetup of(CaptureBundle bundle, UnaryOperator<ParameterValues> values) {
        if (bundle.plan().steps().isEmpty() || bundle.initial().isEmpty()) {
            throw new BadInputException(InputProblem.ofFile(
                    "bundle " + bundle.name(),
                    "does not tell what was done, so it cannot be predicted",
                    "give \"plan\" and \"initial\" in its bundle.json"));
        }
        Initial initial = bundle.initial().get();
        Environment environment = bundle.environment();
        GuestNic nic = GuestNic.of(driver(environment));
        return new MigrationSetup(
                bundle.plan(),
                initial,
                environment.hotplug().filter("native"::equals).isPresent() ? Hotplug.NATIVE : Hotplug.ACPI,
                hasPrimary(initial) || environment.failoverByQemu() ? Standby.FAILOVER : Standby.PLAIN,
                nic,
                Optional.empty(),
                HostSide.OPEN,
                UnknownUnicast.FLOOD,
                Switchover.DIRECT,
                sending(bundle, Direction.RX),
                sending(bundle, Direction.TX),
                SECOND,
                2 * SECOND,
                values(environment, nic, values),
                World.USUAL.with(HypervisorOptions.USUAL.with(start(bundle))),
                PrimaryUse.USUAL);
    }

    /**
     * Who starts the guest at the destination. No field of a bundle tells it; the order of two events does: QEMU by itself
     * starts the guest and is completed then, with {@code -S} it is completed and the guest is started later.
     */
    private static DestinationStart start(CaptureBundle bundle) {
        Optional<RecordedEvent> started = bundle.events().first("qmp-B", "RESUME");
        Optional<RecordedEvent> completed = bundle.events()
                .named("qmp-B", "MIGRATION")
                .filter(event -> event.detail().at("/data/status").asText().equals("completed"))
                .findFirst();
        boolean byItself = started.isPresent()
                && completed.isPresent()
                && started.get().atNanos() <= completed.get().atNanos();
        return byItself ? DestinationStart.BY_QEMU : DestinationStart.BY_MANAGEMENT;
    }

    private static boolean hasPrimary(Initial initial) {
        return initial.primaryA() == PrimaryPresence.PLUGGED || initial.primaryB() == PrimaryPresence.HIDDEN;
    }

    /** A model of QEMU that the models know by its driver's name; any other is taken for a VF that needs a carrier. */
    private static String driver(Environment environment) {
        String named = environment.primaryNic().orElse("e1000e");
        return GuestNic.names().stream().filter(named::startsWith).findFirst().orElse("iavf");
    }

    private static Sending sending(CaptureBundle bundle, Direction direction) {
        return bundle.traffic(direction)
                .filter(stream -> stream.framesPerSecond().isPresent())
                .map(stream -> Period.ofNanos(
                        Math.round(NANOS_PER_SECOND / stream.framesPerSecond().getAsDouble())))
                .map(Sending::steady)
                .orElse(Sending.NOTHING);
    }

    private static ParameterValues values(
            Environment environment, GuestNic nic, UnaryOperator<ParameterValues> profile) {
        ParameterValues values = nic.isEmulated()
                ? Setups.withoutHardware(Catalogue.all())
                : Catalogue.all().defaults();
        values = values.with("mig.dirtyRate", new Constant(0), IDLE);
        values = profile.apply(DriverValues.over(values, nic.driver().name()));
        if (environment.primaryQueueFrames().isPresent()) {
            values = set(
                    values, "guest.rxRingVf", environment.primaryQueueFrames().getAsLong());
        }
        if (environment.standbyQueueFrames().isPresent()) {
            values = set(values, "tap.queue", environment.standbyQueueFrames().getAsLong());
        }
        if (environment.maxBandwidthBytesPerSecond().isPresent()) {
            values = set(
                    values,
                    "mig.maxBandwidth",
                    environment.maxBandwidthBytesPerSecond().getAsLong());
        }
        if (environment.guestMemoryBytes().isPresent()) {
            values = set(values, "mig.ram", environment.guestMemoryBytes().getAsLong());
        }
        return values;
    }

    private static ParameterValues set(ParameterValues values, String key, double value) {
        return values.with(key, new Constant(value), TOLD);
    }
}
