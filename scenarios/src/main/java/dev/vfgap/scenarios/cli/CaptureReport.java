package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.live.CapturePlace;
import dev.vfgap.replay.live.CapturePlan;
import dev.vfgap.replay.live.InterfaceInfo;
import dev.vfgap.replay.live.LiveCapture;
import dev.vfgap.replay.live.LiveOptions;
import dev.vfgap.replay.live.LiveProgress;
import dev.vfgap.replay.live.LiveResult;
import dev.vfgap.replay.live.LiveResult.Written;
import dev.vfgap.scenarios.output.JsonText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** What {@code capture} tells: for people, as JSON, and as notes for the verbs that read the folder. */
final class CaptureReport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private CaptureReport() {}

    static String text(List<InterfaceInfo> interfaces) {
        StringBuilder text = new StringBuilder();
        for (InterfaceInfo one : interfaces) {
            String line = String.format(
                    Locale.ROOT, "%-16s %-8s %s", one.name(), word(one.state()), String.join(" ", one.addresses()));
            text.append(line.stripTrailing()).append('\n');
        }
        return text.length() == 0 ? "This machine has no interface that can be captured.\n" : text.toString();
    }

    static Map<String, Object> json(List<InterfaceInfo> interfaces) {
        Map<String, Object> json = JsonResult.of("capture", OptionalLong.empty(), List.of());
        json.put("available", interfaces.stream().map(CaptureReport::json).toList());
        return json;
    }

    private static Map<String, Object> json(InterfaceInfo one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("interface", one.name());
        json.put("description", one.description());
        json.put("state", word(one.state()));
        json.put("addresses", one.addresses());
        return json;
    }

    static String text(CapturePlan plan, List<CapturePlace> places) {
        StringBuilder text = new StringBuilder("All interfaces can be captured. It would write:\n");
        plan.names(places)
                .forEach(name ->
                        text.append("  ").append(plan.folder().resolve(name)).append('\n'));
        return text.toString();
    }

    static Map<String, Object> json(CapturePlan plan, List<CapturePlace> places) {
        Map<String, Object> json = JsonResult.of("capture", OptionalLong.empty(), List.of());
        json.put("folder", plan.folder().toString());
        json.put("wouldWrite", plan.names(places));
        return json;
    }

    /** What one must know of an interface before it is captured. */
    static List<String> warnings(LiveCapture.Source source, LiveOptions options) {
        String name = source.place().interfaceName();
        List<String> warnings = new ArrayList<>();
        if (source.live().stampNanos() > 1) {
            warnings.add(name + ": libpcap stamps its frames in us here, not in ns");
        }
        if (source.live().linkNumber() == 113 || source.live().linkNumber() == 276) {
            warnings.add(
                    name + ": its frames are captured without their destination address; name the interface itself");
        }
        if (options.reception() == LiveOptions.Reception.PROMISCUOUS) {
            warnings.add(name + ": is made promiscuous, which changes which frames a NIC with VFs gives to whom");
        }
        return warnings;
    }

    /** Frames that were lost while capturing: a capture that lacks some can make a frame look lost that was not. */
    static List<String> drops(LiveResult result) {
        List<String> told = new ArrayList<>();
        for (LiveProgress one : result.interfaces()) {
            if (one.counts().dropped() > 0) {
                told.add(String.format(
                        Locale.ROOT,
                        "%s: %d frames are not in the capture (%d dropped by the kernel, %d by the interface); give a larger"
                                + " --buffer, a --filter or a smaller --snap-length, or capture with dumpcap",
                        one.place().interfaceName(),
                        one.counts().dropped(),
                        one.counts().droppedByKernel(),
                        one.counts().droppedByInterface()));
            }
        }
        return told;
    }

    /** Interfaces that ended early, and files that a ring has removed. */
    static List<String> notes(LiveResult result) {
        List<String> told = new ArrayList<>();
        for (LiveProgress one : result.interfaces()) {
            if (!one.endedBy().isEmpty()) {
                told.add(one.place().interfaceName() + ": ended before the capture did (" + one.endedBy() + ")");
            }
        }
        for (Written one : result.captures()) {
            if (one.removedFiles() > 0) {
                told.add(one.name() + ": the ring has removed its " + one.removedFiles() + " oldest files");
            }
        }
        return told;
    }

    static String text(CapturePlan plan, LiveResult result) {
        StringBuilder text = new StringBuilder();
        for (LiveProgress one : result.interfaces()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s, %s: %d frames, %d dropped, stamps in %s%n",
                    one.place().interfaceName(),
                    one.place().words(" of "),
                    one.frames(),
                    one.counts().dropped(),
                    one.stampNanos() == 1 ? "ns" : "us"));
        }
        text.append(String.format(
                Locale.ROOT,
                "%s to %s UTC (%.3f s), ended by %s%n",
                time(result.fromNanos()),
                time(result.toNanos()),
                (result.toNanos() - result.fromNanos()) / 1e9,
                words(result.end())));
        for (Written one : result.captures()) {
            one.files().forEach(file -> text.append("  ").append(file).append('\n'));
        }
        text.append("Next: vfgap doctor ")
                .append(plan.folder())
                .append(", vfgap bundle ")
                .append(plan.folder());
        text.append('\n');
        return text.toString();
    }

    static Map<String, Object> json(CapturePlan plan, LiveResult result) {
        Map<String, Object> json = JsonResult.of("capture", OptionalLong.empty(), List.of());
        json.put("folder", plan.folder().toString());
        json.put("fromNs", result.fromNanos());
        json.put("toNs", result.toNanos());
        json.put("endedBy", word(result.end()));
        json.put(
                "interfaces",
                result.interfaces().stream().map(CaptureReport::json).toList());
        json.put("captures", result.captures().stream().map(CaptureReport::json).toList());
        return json;
    }

    private static Map<String, Object> json(LiveProgress one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("interface", one.place().interfaceName());
        json.put("at", one.place().atWord());
        one.place().host().ifPresent(host -> json.put("host", host.name()));
        json.put("frames", one.frames());
        json.put("receivedFrames", one.counts().received());
        json.put("droppedByKernelFrames", one.counts().droppedByKernel());
        json.put("droppedByInterfaceFrames", one.counts().droppedByInterface());
        json.put("stampResolutionNs", one.stampNanos());
        json.put("endedEarlyBecause", one.endedBy().isEmpty() ? null : one.endedBy());
        return json;
    }

    private static Map<String, Object> json(Written one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", one.name());
        json.put(
                "interfaces",
                one.places().stream().map(CapturePlace::interfaceName).toList());
        json.put("files", one.files().stream().map(Path::toString).toList());
        json.put("removedFiles", one.removedFiles());
        return json;
    }

    /** The {@code capture.yaml} of captures; a text in quotes is the same in JSON and YAML. */
    static String notes(List<Written> captures) {
        StringBuilder yaml = new StringBuilder("""
                # Where each capture was made, as vfgap capture was told. What no file shows belongs here too: clock,
                # environment, initial, plan (docs/capture-bundle.md).
                files:
                """);
        for (Written one : captures) {
            for (CapturePlace place : one.places()) {
                yaml.append("  - file: ").append(JsonText.line(one.name())).append('\n');
                if (one.places().size() > 1) {
                    String name = JsonText.line(place.interfaceName());
                    yaml.append("    interface: ").append(name).append('\n');
                }
                yaml.append("    at: ").append(place.atWord()).append('\n');
                place.host()
                        .ifPresent(
                                host -> yaml.append("    host: ").append(host).append('\n'));
            }
        }
        return yaml.toString();
    }

    private static String words(LiveResult.End end) {
        return switch (end) {
            case DURATION -> "--duration";
            case PACKETS -> "--packets";
            case STOPPED -> "an interrupt";
            case INTERFACES_GONE -> "the interfaces, which are gone";
            case WRITE_FAILED -> "a failure to write";
        };
    }

    private static String time(long nanos) {
        return TIME.format(Instant.ofEpochSecond(0, nanos));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
