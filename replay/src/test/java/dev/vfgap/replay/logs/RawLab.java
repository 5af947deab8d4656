package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sample bundle as the raw files from which a lab would have made it: captures as they are, the monitors' text, the guest's
 * consoles, and what the lab's driver wrote down itself.
 */
final class RawLab {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What no log tells: a lab has to say it. */
    private static final List<String> SAID = List.of("environment", "initial", "clock");

    /** How finely the console's reader stamps a line. */
    enum ConsoleStamp {
        NANOSECONDS(9),
        MICROSECONDS(6);

        private final int digits;

        ConsoleStamp(int digits) {
            this.digits = digits;
        }

        private String text(long nanos) {
            return (nanos / 1_000_000_000 + "."
                            + String.valueOf(1_000_000_000 + nanos % 1_000_000_000)
                                    .substring(1))
                    .substring(0, 11 + digits);
        }
    }

    /** Whether the console's link lines say when they were written on the host's clock. */
    enum GuestTime {
        TIED,
        GUEST_CLOCK_ONLY
    }

    private RawLab() {}

    static Path write(Path sample, Path folder, ConsoleStamp stamp, GuestTime time) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(sample)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".pcap.gz") || name.equals("packets.csv.gz")) {
                    Files.copy(file, folder.resolve(name));
                }
            }
        }
        StringBuilder qmpA = greeting();
        StringBuilder qmpB = greeting();
        StringBuilder consoleA = new StringBuilder();
        StringBuilder consoleB = new StringBuilder();
        StringBuilder driver = new StringBuilder();
        for (String line : Files.readAllLines(sample.resolve("events.jsonl"))) {
            ObjectNode event = (ObjectNode) MAPPER.readTree(line);
            String source = event.get("source").asText();
            boolean said = event.get("name").asText().startsWith("cmd:");
            if (source.equals("driver") || source.startsWith("qmp-") && said) {
                driver.append(generic(event)).append('\n');
            } else if (source.startsWith("qmp-")) {
                (source.equals("qmp-A") ? qmpA : qmpB).append(qmp(event)).append("\r\n");
            } else {
                boolean onA = event.path("detail").path("via").asText().equals("A");
                (onA ? consoleA : consoleB)
                        .append(stamp.text(event.get("t_ns").longValue()))
                        .append(' ')
                        .append(console(event, time))
                        .append("\r\n");
            }
        }
        Files.writeString(folder.resolve("qmp-src.log"), qmpA);
        Files.writeString(folder.resolve("qmp-dst.log"), qmpB);
        Files.writeString(folder.resolve("console-src.log"), consoleA);
        Files.writeString(folder.resolve("console-dst.log"), consoleB);
        Files.writeString(folder.resolve("driver.ndjson"), driver);
        return folder;
    }

    /** What the lab says beside its files. */
    static byte[] notes(Path sample) throws IOException {
        JsonNode manifest = MAPPER.readTree(Files.readAllBytes(sample.resolve("bundle.json")));
        ObjectNode notes = MAPPER.createObjectNode();
        for (String field : SAID) {
            notes.set(field, manifest.get(field));
        }
        return MAPPER.writeValueAsBytes(notes);
    }

    /** Writes a draft beside its files. */
    static Path bundle(LabFolder lab, String name) {
        BundleDraft draft = BundleDraft.of(lab, name, java.util.OptionalLong.empty());
        try {
            Files.writeString(
                    lab.folder().resolve("bundle.json"), draft.manifest().toPrettyString());
            Files.write(lab.folder().resolve(BundleDraft.EVENTS), draft.eventLines());
            return lab.folder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StringBuilder greeting() {
        return new StringBuilder("{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 2, \"minor\": 0, \"major\": 10}}}}\r\n"
                + "{\"return\": {}}\r\n");
    }

    private static String qmp(ObjectNode event) {
        long nanos = event.path("detail").path("qemu_t_ns").longValue();
        ObjectNode message = MAPPER.createObjectNode();
        // QEMU writes its keys in no fixed order.
        if (event.path("detail").has("data")) {
            message.set("data", event.path("detail").get("data"));
        }
        message.put("event", event.get("name").asText());
        message.putObject("timestamp")
                .put("seconds", nanos / 1_000_000_000)
                .put("microseconds", nanos % 1_000_000_000 / 1_000);
        return message.toString();
    }

    private static String generic(ObjectNode event) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("time_ns", event.get("t_ns").longValue());
        line.put("source", event.get("source").asText());
        line.put("event", event.get("name").asText());
        line.set("detail", event.get("detail"));
        return line.toString();
    }

    private static String console(ObjectNode event, GuestTime time) {
        ObjectNode detail = (ObjectNode) event.get("detail");
        if (!event.get("name").asText().equals("link")) {
            return detail.get("line").asText();
        }
        StringBuilder line = new StringBuilder("link");
        detail.properties().stream()
                .filter(field -> !field.getKey().equals("via"))
                .filter(field -> time == GuestTime.TIED || !field.getKey().equals("t_guest_est_ns"))
                .forEach(field -> line.append(' ')
                        .append(field.getKey())
                        .append('=')
                        .append(field.getValue().asText()));
        return line.toString();
    }

    /** Events without what only this program's own reading adds to them. */
    static String told(RecordedEvent event) {
        ObjectNode detail = event.detail().deepCopy();
        detail.remove("sign");
        return event.atNanos() + " " + event.source() + " " + event.name() + " " + sorted(detail);
    }

    private static String sorted(ObjectNode detail) {
        return detail.properties().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .sorted()
                .toList()
                .toString();
    }
}
