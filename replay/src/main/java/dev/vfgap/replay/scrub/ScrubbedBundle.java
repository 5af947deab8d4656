package dev.vfgap.replay.scrub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Mac;
import dev.vfgap.replay.bundle.BundleClock;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.Deliveries;
import dev.vfgap.replay.bundle.Endpoint;
import dev.vfgap.replay.bundle.InputFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * An anonymised copy of a capture bundle, of which account and replay say the same numbers.
 *
 * <p>See {@link FrameScrubber} and {@link EventScrubber} for what is kept of frames and events. Of the manifest are kept what was
 * there and what was done; name and title are replaced, points get names of their places. Files that the manifest does not
 * name are not copied. Times are not changed.
 */
public final class ScrubbedBundle {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> KEPT = List.of("clock", "traffic", "strategy", "initial", "plan", "window");
    private static final List<String> KEPT_OF_ENVIRONMENT = List.of(
            "hypervisor",
            "guestKernel",
            "accelerator",
            "guestMemory",
            "hotplug",
            "primaryNic",
            "standby",
            "migration",
            "queues",
            "announce");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{1,16}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");
    private static final List<String> COLUMNS = List.of("dir", "seq", "tx_us", "rx_us", "copies");

    private final CaptureBundle bundle;
    private final Pseudonyms names;
    private final Target target;
    private int events;
    private int leftOutEvents;

    /** Takes the files of the copy. */
    public interface Target {
        /** Writes a file. */
        void write(String name, Content content);
    }

    /** What fills a file. */
    public interface Content {
        /** Writes all of it. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * What was done.
     *
     * @param captures captures that were copied
     * @param events events that were kept
     * @param leftOutEvents events of which nothing was kept
     */
    public record Result(int captures, int events, int leftOutEvents) {}

    private ScrubbedBundle(CaptureBundle bundle, Pseudonyms names, Target target) {
        this.bundle = bundle;
        this.names = names;
        this.target = target;
    }

    /**
     * Copies a bundle.
     *
     * @param name the short name of the copy
     * @throws dev.vfgap.replay.bundle.BadInputException when a file of the bundle cannot be read
     */
    public static Result copy(CaptureBundle bundle, String name, Pseudonyms names, Target target) {
        ScrubbedBundle scrubbed = new ScrubbedBundle(bundle, names, target);
        ObjectNode manifest = scrubbed.manifest(name);
        int captures = scrubbed.points(manifest.putArray("points"));
        bundle.deliveries().ifPresent(file -> {
            // Refuses what is no delivery file, such as one of a single endless line.
            Deliveries.read(file, file.toString());
            manifest.put("deliveries", "packets.csv.gz");
            target.write("packets.csv.gz", out -> scrubbed.deliveries(file, out));
        });
        if (!bundle.events().events().isEmpty()) {
            manifest.put("events", "events.jsonl");
            target.write("events.jsonl", scrubbed::events);
        }
        target.write(
                "bundle.json", out -> out.write((manifest.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8)));
        return new Result(captures, scrubbed.events, scrubbed.leftOutEvents);
    }

    private ObjectNode manifest(String name) {
        JsonNode given = given();
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("format", CaptureBundle.FORMAT).put("name", name);
        manifest.set("guest", endpoint(bundle.guest()));
        manifest.set("peer", endpoint(bundle.peer()));
        TextScrubber texts = new TextScrubber(names);
        if (given.path("environment").isObject()) {
            ObjectNode environment = manifest.putObject("environment");
            for (String field : KEPT_OF_ENVIRONMENT) {
                JsonNode value = given.path("environment").path(field);
                if (value.isTextual()) {
                    environment.put(field, texts.scrub(value.textValue()));
                } else if (value.isObject()) {
                    environment.set(field, value);
                }
            }
        }
        for (String field : KEPT) {
            boolean label = !field.equals("strategy")
                    || LABEL.matcher(given.path(field).asText()).matches();
            if (given.hasNonNull(field) && label) {
                manifest.set(field, given.get(field));
            }
        }
        EventScrubber events = new EventScrubber(names, bundle);
        if (given.path("interfaces").isObject()) {
            ObjectNode interfaces = manifest.putObject("interfaces");
            bundle.interfaces()
                    .failover()
                    .ifPresent(device -> interfaces.put("failover", events.interfaceName(device)));
            bundle.interfaces().standby().ifPresent(device -> interfaces.put("standby", events.interfaceName(device)));
            bundle.interfaces().virtio().ifPresent(device -> interfaces.put("virtio", events.interfaceName(device)));
        }
        return manifest;
    }

    private JsonNode given() {
        Path file = bundle.folder().resolve(CaptureBundle.MANIFEST);
        try {
            return MAPPER.readTree(InputFiles.readSmall(file, file.toString()));
        } catch (IOException e) {
            throw InputFiles.problem(e, file.toString());
        }
    }

    private ObjectNode endpoint(Endpoint end) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("mac", Mac.format(names.mac(end.mac())))
                .put("ipv4", TextScrubber.ipv4(names.ipv4(end.ipv4())))
                .put("udpPort", end.udpPort());
    }

    private int points(ArrayNode points) {
        Set<String> given = new HashSet<>();
        int captures = 0;
        for (CapturePoint point : bundle.points()) {
            if (point.file().isEmpty()) {
                continue;
            }
            String place = point.at().name().toLowerCase(Locale.ROOT)
                    + point.host().map(host -> "-" + host).orElse("");
            String unique = place;
            for (int i = 2; !given.add(unique); i++) {
                unique = place + "-" + i;
            }
            target.write(unique + ".pcap.gz", out -> CaptureScrubber.copy(point, bundle, names, out));
            ObjectNode entry = points.addObject().put("name", unique).put("file", unique + ".pcap.gz");
            entry.put("at", point.at().name().toLowerCase(Locale.ROOT));
            point.host().ifPresent(host -> entry.put("host", host.name()));
            captures++;
        }
        return captures;
    }

    private void events(OutputStream out) throws IOException {
        EventScrubber scrubber = new EventScrubber(names, bundle);
        for (var event : bundle.events().events()) {
            // The reader has brought it onto the bundle's clock; the manifest says again how far the clock is off.
            long stamp = event.readAtNanos()
                    + event.host()
                            .map(host -> bundle.clock().hosts().get(host.name()))
                            .map(BundleClock.Offset::offsetNanos)
                            .orElse(0L);
            Optional<String> line = scrubber.line(event, stamp);
            events += line.isPresent() ? 1 : 0;
            leftOutEvents += line.isPresent() ? 0 : 1;
            if (line.isPresent()) {
                out.write((line.get() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** The delivery file without what its comment says beside the start. */
    private void deliveries(Path file, OutputStream to) throws IOException {
        GZIPOutputStream out = new GZIPOutputStream(to, 1 << 16);
        try (InputStream raw = InputFiles.open(file, file.toString());
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            out.write((start(String.valueOf(lines.readLine())) + "\n" + String.join(",", COLUMNS) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            List<String> header =
                    List.of(String.valueOf(lines.readLine()).strip().split(","));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    out.write((row(line.split(",", -1), header) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        out.finish();
    }

    /** Only the columns that are known: another may hold anything. */
    private static String row(String[] fields, List<String> header) {
        return COLUMNS.stream()
                .map(column -> header.indexOf(column))
                .map(index -> index >= 0 && index < fields.length ? fields[index].strip() : "")
                .map(field -> NUMBER.matcher(field).matches() ? field : "")
                .collect(Collectors.joining(","));
    }

    private static String start(String comment) {
        int at = comment.indexOf("t0_ns=") + "t0_ns=".length();
        int end = at;
        while (end < comment.length() && Character.isDigit(comment.charAt(end))) {
            end++;
        }
        return "# t0_ns=" + comment.substring(Math.min(at, comment.length()), end);
    }
}
