package dev.vfgap.replay.predict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.BundleFolder;
import dev.vfgap.replay.bundle.CaptureBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A constructed bundle: a frame each millisecond each way, and the events that a test wants. Times are in ms. */
final class BuiltMigration {
    private static final double NANOS = 1e6;

    private final Path folder;
    private final BundleFolder bundle;
    private final StringBuilder events = new StringBuilder();

    private BuiltMigration(Path folder, String nic, int frames) {
        this.folder = folder;
        this.bundle = BundleFolder.in(folder).with(manifest -> {
            ObjectNode environment = manifest.putObject("environment");
            environment.put("primaryNic", nic).put("hotplug", "acpi").put("standby", "virtio-net-pci failover=on");
            environment.putObject("queues").put("primaryFrames", 64).put("standbyFrames", 1000);
        });
        for (int frame = 0; frame < frames; frame++) {
            bundle.delivery(0, frame, frame * 1000L, "" + (frame * 1000L + 300), 1);
            bundle.delivery(1, frame, frame * 1000L, "" + (frame * 1000L + 300), 1);
        }
    }

    /** A guest with a primary of this kind on A; frames 0 to {@code frames} - 1, each sent at its number. */
    static BuiltMigration of(Path folder, String nic, int frames) {
        return new BuiltMigration(folder, nic, frames);
    }

    BuiltMigration initial(String filterA, String filterB, String primaryA, String primaryB) {
        bundle.with(manifest -> manifest.putObject("initial")
                .put("filterA", filterA)
                .put("filterB", filterB)
                .put("primaryA", primaryA)
                .put("primaryB", primaryB));
        return this;
    }

    BuiltMigration unnamedNic() {
        bundle.with(manifest -> ((ObjectNode) manifest.path("environment")).remove("primaryNic"));
        return this;
    }

    BuiltMigration filter(String host, String to, double from, double until) {
        return event(from, "driver", "filter" + host + "_" + to, "{\"done_ns\": " + nanos(until) + "}");
    }

    BuiltMigration qmp(String host, String name, double at, String detail) {
        return event(at, "qmp-" + host, name, detail);
    }

    BuiltMigration qmp(String host, String name, double at) {
        return event(at, "qmp-" + host, name, "{}");
    }

    BuiltMigration driver(String name, double at) {
        return event(at, "driver", name, "{}");
    }

    /** A link message of the primary; {@code state}: {@code linked}, {@code up}, {@code carrier}, {@code closed}, {@code gone}. */
    BuiltMigration link(String via, String state, double at) {
        boolean up = state.equals("up") || state.equals("carrier");
        return event(
                at,
                "guest",
                "link",
                String.format(
                        Locale.ROOT,
                        "{\"via\": \"%s\", \"mono_ns\": %d, \"op\": \"%s\", \"dev\": \"eth2\", \"idx\": \"4\","
                                + " \"master\": \"%d\", \"up\": \"%d\", \"lower_up\": \"%d\", \"carrier\": \"%d\","
                                + " \"t_guest_est_ns\": %d}",
                        via,
                        nanos(at) - BundleFolder.START,
                        state.equals("gone") ? "dellink" : "newlink",
                        state.equals("gone") ? 0 : 2,
                        up ? 1 : 0,
                        state.equals("carrier") ? 1 : 0,
                        state.equals("carrier") ? 1 : 0,
                        nanos(at)));
    }

    /** A kernel line that the console handed over at once. */
    BuiltMigration kernel(String via, String line, double at) {
        return event(
                at,
                "guest",
                "kmsg",
                String.format(Locale.ROOT, "{\"via\": \"%s\", \"line\": \"[%12.6f] %s\"}", via, at / 1e3, line));
    }

    BuiltMigration event(double at, String source, String name, String detail) {
        return line(String.format(
                Locale.ROOT,
                "{\"t_ns\": %d, \"source\": \"%s\", \"name\": \"%s\", \"detail\": %s}",
                nanos(at),
                source,
                name,
                detail));
    }

    BuiltMigration line(String line) {
        events.append(line).append('\n');
        return this;
    }

    CaptureBundle read() {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("events.jsonl"), events);
            return CaptureBundle.read(bundle.write());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ReplayResult replay() {
        return ReplayResult.of(read());
    }

    /** The predicted losses of a direction, one run a line: numbers of frames, fate, place. */
    static List<String> losses(ReplayResult result, Direction direction) {
        return result.of(direction).predictedRuns().stream()
                .map(run -> number(run.fromNanos()) + ".." + number(run.untilNanos()) + " " + run.lostFrames() + " "
                        + run.fate().orElseThrow() + " " + run.place().orElseThrow())
                .toList();
    }

    private static long number(long sentNanos) {
        return Math.round((sentNanos - BundleFolder.START) / NANOS);
    }

    private static long nanos(double millis) {
        return BundleFolder.START + Math.round(millis * NANOS);
    }
}
