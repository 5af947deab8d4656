package dev.vfgap.scenarios.cli;

import dev.vfgap.models.frame.Host;
import dev.vfgap.replay.live.CapturePlace;
import dev.vfgap.replay.live.CapturePlan;
import dev.vfgap.replay.live.LiveOptions;
import dev.vfgap.replay.live.RingPlan;
import dev.vfgap.simcore.unit.Quantity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the options of {@code capture} say, each read once and held to its range. */
final class CaptureSettings {
    private static final int LEAST_SNAP_LENGTH = 14;
    private static final long LEAST_BUFFER = 65_536;
    private static final long MOST_BUFFER = Integer.MAX_VALUE;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--interface",
            paramLabel = "NAME=POINT[:HOST]",
            description =
                    "An interface and which point of the path it is: peer, uplink, standby, primary or guest; for the"
                            + " middle three with the host, A or B. Once for each interface.")
    private List<String> interfaces = new ArrayList<>();

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The host of interfaces that name none: A, which the guest leaves, or B, to which it comes.")
    private String host;

    @Option(
            names = "--filter",
            paramLabel = "BPF",
            description = "Capture only these frames, in the language of tcpdump (man pcap-filter).",
            defaultValue = "")
    private String filter;

    @Option(names = "--duration", paramLabel = "TIME", description = "End after this time, such as 60s.")
    private String duration;

    @Option(names = "--packets", paramLabel = "N", description = "End after so many frames of all interfaces together.")
    private Long packets;

    @Option(
            names = "--snap-length",
            paramLabel = "SIZE",
            description = "Keep so much of each frame (default: ${DEFAULT-VALUE}); 96B is enough for numbered frames.",
            defaultValue = "256B")
    private String snapLength;

    @Option(
            names = "--buffer",
            paramLabel = "SIZE",
            description = "The kernel's ring of each interface (default: ${DEFAULT-VALUE}).",
            defaultValue = "64MiB")
    private String buffer;

    @Option(
            names = "--ring",
            paramLabel = "FILESxSIZE",
            description = "Keep only the newest files of each capture, such as 4x100MiB.")
    private String ring;

    @Option(
            names = "--split",
            description = "Write a file for each interface, in place of one in which each has its interface.")
    private boolean split;

    @Option(
            names = "--promiscuous",
            description =
                    "Make the interfaces promiscuous. Off, because it changes which frames a NIC with VFs gives to whom.")
    private boolean promiscuous;

    /** The interfaces with their places, each once. */
    List<CapturePlace> places() {
        if (interfaces.isEmpty()) {
            throw bad("say what to capture: --interface NAME=POINT[:HOST], such as --interface br0=uplink:A"
                    + " (vfgap capture --list shows the interfaces)");
        }
        Optional<Host> usual = Optional.ofNullable(host).map(text -> read("--host", text, CapturePlace::host));
        List<CapturePlace> places = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String text : interfaces) {
            CapturePlace place = read("--interface", text, given -> CapturePlace.parse(given, usual));
            if (!names.add(place.interfaceName())) {
                throw bad("--interface: " + place.interfaceName() + " is named twice; name each interface once");
            }
            places.add(place);
        }
        return places;
    }

    LiveOptions live() {
        long snap = read("--snap-length", snapLength, Quantity::parseBytes);
        if (snap < LEAST_SNAP_LENGTH || snap > LiveOptions.MOST_SNAP_LENGTH) {
            throw bad("--snap-length is " + snapLength + "; write " + LEAST_SNAP_LENGTH + "B to "
                    + LiveOptions.MOST_SNAP_LENGTH + "B");
        }
        long ringBytes = read("--buffer", buffer, Quantity::parseBytes);
        if (ringBytes < LEAST_BUFFER || ringBytes > MOST_BUFFER) {
            throw bad("--buffer is " + buffer + "; write 64KiB to 2047MiB");
        }
        return new LiveOptions(
                (int) snap,
                (int) ringBytes,
                promiscuous ? LiveOptions.Reception.PROMISCUOUS : LiveOptions.Reception.AS_IT_IS,
                filter);
    }

    /** The plan of a capture into a folder. */
    CapturePlan plan(Path folder, String application) {
        OptionalLong nanos = OptionalLong.empty();
        if (duration != null) {
            nanos = OptionalLong.of(read("--duration", duration, Quantity::parseNanos));
        }
        if (nanos.isPresent() && nanos.getAsLong() <= 0) {
            throw bad("--duration is " + duration + "; write a time longer than 0s, such as 60s");
        }
        if (packets != null && packets < 1) {
            throw bad("--packets is " + packets + "; write 1 or more");
        }
        return new CapturePlan(
                folder,
                split ? CapturePlan.Layout.FILE_EACH : CapturePlan.Layout.ONE_FILE,
                Optional.ofNullable(ring).map(text -> read("--ring", text, RingPlan::parse)),
                nanos,
                packets == null ? OptionalLong.empty() : OptionalLong.of(packets),
                application);
    }

    private <T> T read(String option, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw bad(option + ": " + e.getMessage());
        }
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
