package dev.vfgap.replay.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.Samples;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.Deliveries;
import dev.vfgap.replay.bundle.IntOrder;
import dev.vfgap.replay.bundle.RecordedEvent;
import dev.vfgap.replay.capture.CaptureReader;
import dev.vfgap.replay.capture.EthernetBytes;
import dev.vfgap.replay.capture.FrameView;
import dev.vfgap.replay.capture.PcapBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/** A shipped bundle as a real host would have recorded it: points are taken away, clocks differ, the guest captures. */
public final class PoorBundle {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final long EDGE_NANOS = 5_000_000;

    private final Path sample;
    private final Path folder;
    private final CaptureBundle whole;
    private final ObjectNode manifest;

    private PoorBundle(Path sample, Path folder) {
        this.sample = sample;
        this.folder = Samples.copy(sample, folder);
        this.whole = CaptureBundle.read(sample);
        try {
            this.manifest = (ObjectNode)
                    MAPPER.readTree(sample.resolve(CaptureBundle.MANIFEST).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of a sample in a folder, which is made. */
    public static PoorBundle of(Path sample, Path folder) {
        return new PoorBundle(sample, folder);
    }

    /** Changes the manifest. */
    public PoorBundle with(Consumer<ObjectNode> change) {
        change.accept(manifest);
        return this;
    }

    /** Takes the places of the sequence numbers away. */
    public static void withoutSequence(ObjectNode manifest) {
        manifest.path("traffic").forEach(stream -> ((ObjectNode) stream).remove("sequence"));
    }

    /** Leaves the points of these places, such as {@code peer} or {@code standby}. */
    public PoorBundle only(String... places) {
        Iterator<JsonNode> points = manifest.withArray("points").elements();
        while (points.hasNext()) {
            if (!List.of(places).contains(points.next().path("at").asText())) {
                points.remove();
            }
        }
        return this;
    }

    /** Takes the records of both ends away, and the ends of the window, where they and a capture count differently. */
    public PoorBundle withoutDeliveries() {
        manifest.remove("deliveries");
        manifest.withObject("/window")
                .put("fromNs", whole.window().fromNanos() + EDGE_NANOS)
                .put("toNs", whole.window().untilNanos() - EDGE_NANOS);
        return this;
    }

    /**
     * What the guest's clock shows, which stands still while no guest runs. The guest receives up to 4 ms before QEMU's
     * {@code RESUME} is stamped.
     */
    public static LongUnaryOperator guestClock(CaptureBundle whole, LongUnaryOperator running) {
        Optional<RecordedEvent> stop = whole.events().first("qmp-A", "STOP");
        Optional<RecordedEvent> resume = whole.events().first("qmp-B", "RESUME");
        if (stop.isEmpty() || resume.isEmpty()) {
            return running;
        }
        long from = stop.get().atNanos();
        long until = Math.max(from, resume.get().atNanos() - 5_000_000);
        return at -> running.applyAsLong(at < from ? at : Math.max(from, at - (until - from)));
    }

    /** Takes the frames of a direction out of all captures; done after clocks are set. */
    public PoorBundle withoutFramesOf(Direction direction) {
        int sender = (direction == Direction.RX ? whole.peer() : whole.guest()).ipv4();
        for (CapturePoint point : whole.points()) {
            Path file = folder.resolve(point.file().orElseThrow().getFileName());
            PcapBytes capture = PcapBytes.nanos();
            try (CaptureReader reader = CaptureReader.open(file, point.shownFile())) {
                while (reader.next()) {
                    if (reader.frame().kind() != FrameView.Kind.UDP
                            || reader.frame().sourceIpv4() != sender) {
                        copy(reader, capture, at -> at);
                    }
                }
            }
            write(file.getFileName().toString(), capture.gzip());
        }
        return this;
    }

    /** Makes all datagrams of a direction alike: their payloads are zeros. (Their identification is 0, as Linux has it.) */
    public PoorBundle withoutPayloads() {
        for (CapturePoint point : whole.points()) {
            Path file = folder.resolve(point.file().orElseThrow().getFileName());
            PcapBytes capture = PcapBytes.nanos();
            try (CaptureReader reader = CaptureReader.open(file, point.shownFile())) {
                while (reader.next()) {
                    FrameView frame = reader.frame();
                    ByteBuffer bytes = ByteBuffer.allocate((int) reader.originalLength());
                    frame.copyTo(bytes);
                    if (frame.kind() == FrameView.Kind.UDP) {
                        int payload = frame.length() - frame.payloadLength();
                        Arrays.fill(bytes.array(), payload, frame.length(), (byte) 0);
                    }
                    capture.cut(reader.atNanos(), bytes.array(), reader.capturedLength());
                }
            }
            write(file.getFileName().toString(), capture.gzip());
        }
        return this;
    }

    private static void copy(CaptureReader reader, PcapBytes capture, LongUnaryOperator shown) {
        ByteBuffer bytes = ByteBuffer.allocate((int) reader.originalLength());
        reader.frame().copyTo(bytes);
        capture.cut(shown.applyAsLong(reader.atNanos()), bytes.array(), reader.capturedLength());
    }

    /** Says that each host has a clock, and nothing of what they show. */
    public PoorBundle clockPerHost() {
        manifest.putObject("clock").put("kind", "per-host").put("unit", "ns");
        return this;
    }

    /** What a clock shows, of the time that it is, in all captures that it stamped and in QEMU's events. */
    public PoorBundle clock(String clock, LongUnaryOperator shown) {
        for (CapturePoint point : whole.points()) {
            if (point.clock().equals(clock)) {
                restamp(point, shown);
            }
        }
        restampEvents(clock, shown);
        return this;
    }

    private void restamp(CapturePoint point, LongUnaryOperator shown) {
        PcapBytes capture = PcapBytes.nanos();
        try (CaptureReader reader = CaptureReader.open(point.file().orElseThrow(), point.shownFile())) {
            while (reader.next()) {
                copy(reader, capture, shown);
            }
        }
        write(point.file().orElseThrow().getFileName().toString(), capture.gzip());
    }

    private void restampEvents(String clock, LongUnaryOperator shown) {
        StringBuilder lines = new StringBuilder();
        try {
            for (String line : Files.readAllLines(folder.resolve("events.jsonl"))) {
                ObjectNode event = (ObjectNode) MAPPER.readTree(line);
                boolean guestThere = event.path("source").asText().equals("guest")
                        && event.at("/detail/via").asText().equals(clock);
                if (event.path("source").asText().equals("qmp-" + clock) || guestThere) {
                    event.put("t_ns", shown.applyAsLong(event.path("t_ns").longValue()));
                    if (event.path("detail").has("qemu_t_ns")) {
                        long qemu = event.at("/detail/qemu_t_ns").longValue();
                        ((ObjectNode) event.path("detail")).put("qemu_t_ns", shown.applyAsLong(qemu));
                    }
                }
                lines.append(MAPPER.writeValueAsString(event)).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write("events.jsonl", lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the capture that the guest would have made: each frame when it was sent there or received. */
    public PoorBundle guestCapture(LongUnaryOperator shown) {
        Deliveries.File rows = Deliveries.read(sample.resolve("packets.csv.gz"), "packets.csv.gz");
        List<byte[]> frames = new ArrayList<>();
        List<Long> stamps = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            Deliveries all = rows.of(direction);
            for (int row = 0; row < all.frames(); row++) {
                long at = direction == Direction.RX ? all.receivedNanos(row) : all.sentNanos(row);
                int times = direction == Direction.RX ? all.copies(row) : 1;
                for (int copy = 0; copy < times; copy++) {
                    frames.add(frame(direction, all.sequence(row)));
                    stamps.add(at);
                }
            }
        }
        PcapBytes capture = PcapBytes.nanos();
        for (int i : IntOrder.of(frames.size(), (left, right) -> Long.compare(stamps.get(left), stamps.get(right)))) {
            capture.cut(shown.applyAsLong(stamps.get(i)), frames.get(i), 58);
        }
        write("guest.pcap.gz", capture.gzip());
        ArrayNode points = manifest.withArray("points");
        points.addObject()
                .put("name", "guest-eth0")
                .put("file", "guest.pcap.gz")
                .put("at", "guest");
        return this;
    }

    /** A frame as the lab sends it: IPv4 without identification, {@code LABB}, the sender's role, the number. */
    private byte[] frame(Direction direction, long sequence) {
        boolean rx = direction == Direction.RX;
        byte[] payload = ByteBuffer.allocate(40)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'L', 'A', 'B', 'B', (byte) (rx ? 'p' : 'g')})
                .putLong(8, sequence)
                .array();
        var from = rx ? whole.peer() : whole.guest();
        var to = rx ? whole.guest() : whole.peer();
        byte[] frame = EthernetBytes.frame(to.mac(), from.mac())
                .udp(from.ipv4(), to.ipv4(), from.udpPort(), to.udpPort(), 0, payload);
        frame[19] = 0;
        return frame;
    }

    /** Writes the manifest. */
    public Path write() {
        write(CaptureBundle.MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8));
        return folder;
    }

    private void write(String file, byte[] bytes) {
        try {
            Files.write(folder.resolve(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All counts of a direction, in a line. */
    static String counts(DirectionAccount account) {
        return "sent %s delivered %s lost %s duplicated %s late %s reordered %s at %s open %s outages %s"
                .formatted(
                        account.sent(),
                        account.delivered(),
                        account.lost(),
                        account.duplicated(),
                        account.late(),
                        account.reordered(),
                        account.lastSeen(),
                        account.openLastSeen(),
                        account.outages());
    }
}
