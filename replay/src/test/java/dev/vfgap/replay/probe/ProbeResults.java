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
