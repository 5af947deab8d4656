package dev.vfgap.replay.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vfgap.models.frame.Host;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code events.jsonl}: one JSON object a line. */
public final class EventReader {

    /** So many bad lines are told; then the file is of another kind. */
    private static final int MOST_PROBLEMS = 10;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final String shown;
    private final BundleClock clock;
    private final List<String> required;
    private final List<RecordedEvent> events = new ArrayList<>();
    private final List<InputProblem> problems = new ArrayList<>();

    private EventReader(String shown, BundleClock clock, List<String> required) {
        this.shown = shown;
        this.clock = clock;
        this.required = required;
    }

    /**
     * Reads all events, with stamps brought onto the bundle's clock.
     *
     * @param required the texts that each line must have: {@code name}, and {@code source} where several tell
     * @throws BadInputException when a line is no event
     */
    public static EventLog read(Path file, String shown, BundleClock clock, List<String> required) {
        EventReader reader = new EventReader(shown, clock, required);
        try (InputStream in = InputFiles.open(file, shown)) {
            LineReader lines = new LineReader(in, shown);
            while (reader.problems.size() < MOST_PROBLEMS && lines.next()) {
                if (!lines.text().isBlank()) {
                    reader.readLine(lines);
                }
            }
        } catch (IOException e) {
            throw InputFiles.problem(e, shown);
        }
        if (!reader.problems.isEmpty()) {
            throw new BadInputException(reader.problems);
        }
        return new EventLog(reader.events);
    }

    private void readLine(LineReader lines) {
        JsonNode event;
        try {
            event = MAPPER.readTree(lines.bytes(), 0, lines.length());
        } catch (JsonProcessingException e) {
            InputProblem syntax = JsonSource.syntax(shown, e);
            problem(lines, syntax.column(), syntax.message(), syntax.mend());
            return;
        } catch (IOException e) {
            // The line is in memory: only its characters can be wrong.
            problem(lines, 1, "is not UTF-8 text", "write JSON as UTF-8");
            return;
        }
        JsonNode stamp = event.path("t_ns");
        if (!event.isObject()) {
            problem(lines, 1, "is no event", "write {\"t_ns\": …, \"source\": …, \"name\": …, \"detail\": {…}}");
        } else if (!isTime(stamp)) {
            problem(lines, 1, "\"t_ns\" must be nanoseconds since the epoch, not " + stamp, "");
        } else if (required.stream().anyMatch(field -> !event.path(field).isTextual())) {
            problem(lines, 1, "lacks \"" + String.join("\" or \"", required) + "\"", "add it");
        } else {
            events.add(event(event, lines.number()));
        }
    }

    private RecordedEvent event(JsonNode event, int line) {
        String source = event.path("source").asText();
        JsonNode detail = event.path("detail").isObject() ? event.path("detail") : MAPPER.createObjectNode();
        String host = RecordedEvent.hostOf(source, detail).map(Host::name).orElse("");
        long readAt = clock.toBundleNanos(host, event.path("t_ns").longValue());
        long at = readAt;
        if (isTime(detail.path(RecordedEvent.GUEST_TIME))) {
            at = detail.path(RecordedEvent.GUEST_TIME).longValue();
        } else if (isTime(detail.path("qemu_t_ns"))) {
            at = clock.toBundleNanos(host, detail.path("qemu_t_ns").longValue());
        }
        return new RecordedEvent(at, readAt, source, event.path("name").textValue(), detail, line);
    }

    private static boolean isTime(JsonNode stamp) {
        return stamp.isIntegralNumber() && stamp.canConvertToLong() && stamp.longValue() >= 0;
    }

    private void problem(LineReader lines, int column, String message, String mend) {
        problems.add(InputProblem.at(shown, lines.number(), column, message, mend));
    }
}
