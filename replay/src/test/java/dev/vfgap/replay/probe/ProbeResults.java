package dev.vfgap.replay.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The counts of a given probe as the lab's own script made them ({@code result.json}), beside ours. */
final class ProbeResults {

    /** One step and stream in words that both can be put in. */
    record Line(String step, String stream, String counts, String lastSecond, String path) {}

    private ProbeResults() {}

    /** How the path of each step and stream changed, and what was interrupted, in milliseconds with one digit. */
    static List<String> givenCourse(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        JsonNode result =
                new JsonMapper().readTree(folder.resolve("result.json").toFile());
        for (JsonNode step : result.path("steps")) {
            step.path("streams").properties().forEach(stream -> {
                String line = step.path("name").asText() + " " + stream.getKey();
                JsonNode change = stream.getValue().path("change");
                if (!change.isMissingNode()) {
                    line += " from %s to %s: first new %.1f, after return %.1f, last old %s, between %d"
                            .formatted(
                                    change.path("from").asText(),
                                    change.path("to").asText(),
                                    change.path("first_new_after_start_ms").asDouble(),
                                    change.path("first_new_after_end_ms").asDouble(),
                                    change.path("last_old_after_start_ms").isNumber()
                                            ? "%.1f"
                                                    .formatted(change.path("last_old_after_start_ms")
                                                            .asDouble())
                                            : "-",
                                    change.path("frames_between").asInt());
                }
                JsonNode cut = stream.getValue().path("interruption");
                if (!cut.isMissingNode()) {
                    line += " interrupted: %d from %.1f to %.1f %s"
                            .formatted(
                                    cut.path("frames").asInt(),
                                    cut.path("first_after_start_ms").asDouble(),
                                    cut.path("last_after_start_ms").asDouble(),
                                    Stream.of("none", "PF", "VF", "PF+VF")
                                            .filter(word -> cut.path("labels").has(word))
                                            .map(word -> word + "="
                                                    + cut.path("labels")
                                                            .path(word)
                                                            .asInt())
                                            .toList());
                }
                JsonNode delay = stream.getValue().path("wire_to_capture_ms");
                if (!delay.isMissingNode()) {
                    line += " delay %.2f, most %.1f"
                            .formatted(
                                    delay.path("median").asDouble(),
                                    delay.path("max").asDouble());
                }
                lines.add(line);
            });
        }
        return lines;
    }

    static List<String> measuredCourse(ProbeBundle bundle) {
        ProbeEvidence evidence = ProbeEvidence.of(bundle);
        List<String> lines = new ArrayList<>();
        for (int step = 0; step < bundle.steps().size(); step++) {
            for (int stream = 0; stream < bundle.streams().size(); stream++) {
                String line = bundle.steps().get(step).name() + " "
                        + bundle.streams().get(stream).name();
                ProbeCourse.Leg leg = evidence.course().leg(step, stream);
                if (leg.change().isPresent()) {
                    ProbeCourse.Change change = leg.change().get();
                    line += " from %s to %s: first new %.1f, after return %.1f, last old %s, between %d"
                            .formatted(
                                    change.from(),
                                    change.to(),
                                    change.firstNewNanos() / 1e6,
                                    change.firstNewAfterReturnNanos() / 1e6,
                                    change.lastOldNanos().isPresent()
                                            ? "%.1f"
                                                    .formatted(change.lastOldNanos()
                                                                    .getAsLong()
                                                            / 1e6)
                                            : "-",
                                    change.framesBetween());
                }
                if (leg.interruption().isPresent()) {
                    ProbeCourse.Interruption cut = leg.interruption().get();
                    line += " interrupted: %d from %.1f to %.1f %s"
                            .formatted(
                                    cut.frames(),
                                    cut.firstNanos() / 1e6,
                                    cut.lastNanos() / 1e6,
                                    Stream.of(ProbePath.NONE, ProbePath.PF, ProbePath.VF, ProbePath.BOTH)
                                            .filter(cut.paths()::containsKey)
                                            .map(path ->
                                                    path + "=" + cut.paths().get(path))
                                            .toList());
                }
                if (leg.delay().isPresent()) {
                    line += " delay %.2f, most %.1f"
                            .formatted(
                                    leg.delay().get().medianNanos() / 1e6,
                                    leg.delay().get().mostNanos() / 1e6);
                }
                lines.add(line);
            }
        }
        return lines;
    }

    static List<Line> given(Path folder) throws IOException {
        List<Line> lines = new ArrayList<>();
        JsonNode result =
                new JsonMapper().readTree(folder.resolve("result.json").toFile());
        for (JsonNode step : result.path("steps")) {
            step.path("streams")
                    .properties()
                    .forEach(stream -> lines.add(new Line(
                            step.path("name").asText(),
                            stream.getKey(),
                            "sent %d, PF %d, VF %d, PF+VF %d, none %d (%d not accepted)"
                                    .formatted(
                                            stream.getValue().path("sent").asInt(),
                                            stream.getValue().path("pf_only").asInt(),
                                            stream.getValue().path("vf_only").asInt(),
                                            stream.getValue().path("both").asInt(),
                                            stream.getValue().path("nowhere").asInt(),
                                            stream.getValue()
                                                    .path("nowhere_not_accepted_by_nic")
                                                    .asInt()),
                            Stream.of("none", "PF", "VF", "PF+VF")
                                    .map(word -> word + " "
                                            + stream.getValue()
                                                    .path("last_second")
                                                    .path(word)
                                                    .asInt())
                                    .toList()
                                    .toString(),
                            stream.getValue().path("path").asText())));
        }
        return lines;
    }

    static List<Line> counted(ProbeBundle bundle) {
        ProbeCounts counts = ProbeCounts.of(bundle, ProbeSightings.of(bundle));
        List<Line> lines = new ArrayList<>();
        for (int step = 0; step < bundle.steps().size(); step++) {
            for (int stream = 0; stream < bundle.streams().size(); stream++) {
                ProbeCounts.Cell cell = counts.cell(step, stream);
                lines.add(new Line(
                        bundle.steps().get(step).name(),
                        bundle.streams().get(stream).name(),
                        "sent %d, PF %d, VF %d, PF+VF %d, none %d (%d not accepted)"
                                .formatted(
                                        cell.sentFrames(),
                                        cell.frames(ProbePath.PF),
                                        cell.frames(ProbePath.VF),
                                        cell.frames(ProbePath.BOTH),
                                        cell.frames(ProbePath.NONE),
                                        cell.notAcceptedFrames().orElse(-1)),
                        Stream.of(ProbePath.NONE, ProbePath.PF, ProbePath.VF, ProbePath.BOTH)
                                .map(path -> path + " " + cell.settledPaths().getOrDefault(path, 0))
                                .toList()
                                .toString(),
                        cell.path().map(ProbePath::word).orElse("")));
            }
        }
        return lines;
    }
}
