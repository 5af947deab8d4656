package dev.vfgap.replay.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.capture.EthernetBytes;
import dev.vfgap.replay.capture.PcapBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A constructed bundle in a folder, for tests: a manifest, captures of any frames, a delivery file, events. */
public final class BundleFolder {

    /** The time at which constructed bundles begin. */
    public static final long START = 1_795_000_000_000_000_000L;

    /** A window of ten seconds from the start. */
    public static final long END = START + 10_000_000_000L;

    private static final long GUEST = 0x525400aabb01L;
    private static final long PEER = 0x020000000001L;
    private static final int GUEST_IP = 0x0a090002;
    private static final int PEER_IP = 0x0a090001;

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String MANIFEST = """
            {
              "format": "vfgap-capture-bundle/1",
              "name": "built",
              "clock": {"kind": "single-host-realtime", "unit": "ns"},
              "guest": {"mac": "52:54:00:aa:bb:01", "ipv4": "10.9.0.2", "udpPort": 7000},
              "peer": {"mac": "02:00:00:00:00:01", "ipv4": "10.9.0.1", "udpPort": 7000},
              "traffic": [
                {"direction": "rx", "rate": "1kpps", "payload": "40B",
                 "sequence": {"payloadOffset": 8, "bytes": 8, "order": "little"}},
                {"direction": "tx", "rate": "1kpps", "payload": "40B",
                 "sequence": {"payloadOffset": 8, "bytes": 8, "order": "little"}}
              ],
              "points": [],
              "events": "events.jsonl",
              "interfaces": {"failover": "eth0", "standby": "eth1"},
              "initial": {"filterA": "primary", "filterB": "standby", "primaryA": "plugged", "primaryB": "hidden"},
              "plan": [{"do": "migrate"}],
              "window": {"fromNs": %d, "toNs": %d}
            }
            """.formatted(START, END);

    private final Path folder;
    private final ObjectNode manifest;
    private final Map<String, PcapBytes> captures = new LinkedHashMap<>();
    private final StringBuilder deliveries = new StringBuilder();
    private final StringBuilder events = new StringBuilder();

    private BundleFolder(Path folder) {
        this.folder = folder;
        this.manifest = parse(MANIFEST);
    }

    /** A bundle without points and without a delivery file. */
    public static BundleFolder in(Path folder) {
        return new BundleFolder(folder);
    }

    /** Changes the manifest. */
    public BundleFolder with(Consumer<ObjectNode> change) {
        change.accept(manifest);
        return this;
    }

    /** Adds a point with an empty capture; {@code host} is empty for peer and guest. */
    public BundleFolder point(String name, String at, String host) {
        ObjectNode point = manifest.withArray("points").addObject();
        point.put("name", name).put("file", name + ".pcap").put("at", at);
        if (!host.isEmpty()) {
            point.put("host", host);
        }
        captures.put(name, PcapBytes.nanos());
        return this;
    }

    /** A frame of rx was seen at a point, so many nanoseconds after the start. */
    public BundleFolder rx(String point, long sequence, long afterStartNanos) {
        captures.get(point).cut(START + afterStartNanos, frame(PEER, GUEST, PEER_IP, GUEST_IP, sequence), 58);
        return this;
    }

    /** A frame of tx was seen at a point. */
    public BundleFolder tx(String point, long sequence, long afterStartNanos) {
        captures.get(point).cut(START + afterStartNanos, frame(GUEST, PEER, GUEST_IP, PEER_IP, sequence), 58);
        return this;
    }

    /** Any frame was seen at a point. */
    public BundleFolder seen(String point, byte[] frame, long afterStartNanos) {
        captures.get(point).packet(START + afterStartNanos, frame);
        return this;
    }

    /** A frame that is not of the stream was seen at a point: its capture was still running. */
    public BundleFolder other(String point, long afterStartNanos) {
        byte[] frame = EthernetBytes.frame(PEER, GUEST).udp(PEER_IP, GUEST_IP, 53, 53, 0, new byte[20]);
        return seen(point, frame, afterStartNanos);
    }

    /** Adds a line to the event file, stamped so many nanoseconds after the start. */
    public BundleFolder event(String source, String name, long afterStartNanos) {
        events.append("{\"t_ns\":%d,\"source\":\"%s\",\"name\":\"%s\",\"detail\":{}}%n"
                .formatted(START + afterStartNanos, source, name));
        return this;
    }

    /** Adds a row to the delivery file; direction 0 = rx; {@code receivedMicros} is a text, empty = never. */
    public BundleFolder delivery(int direction, long sequence, long sentMicros, String receivedMicros, int copies) {
        deliveries.append("%d,%d,%d,%s,%d%n".formatted(direction, sequence, sentMicros, receivedMicros, copies));
        return this;
    }

    /** Writes the files; the delivery file only where it has a row. */
    public Path write() {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, PcapBytes> capture : captures.entrySet()) {
                Files.write(
                        folder.resolve(capture.getKey() + ".pcap"),
                        capture.getValue().bytes());
            }
            if (!deliveries.isEmpty()) {
                manifest.put("deliveries", "packets.csv.gz");
                String text = "# t0_ns=" + START + "; times in us\ndir,seq,tx_us,rx_us,copies\n" + deliveries;
                Files.write(folder.resolve("packets.csv.gz"), PcapBytes.gzip(text.getBytes()));
            }
            if (Files.notExists(folder.resolve("events.jsonl"))) {
                Files.writeString(folder.resolve("events.jsonl"), events.toString());
            }
            Files.writeString(folder.resolve("bundle.json"), MAPPER.writeValueAsString(manifest));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] frame(long from, long to, int fromIp, int toIp, long sequence) {
        byte[] payload = ByteBuffer.allocate(40)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(8, sequence)
                .array();
        return EthernetBytes.frame(to, from).udp(fromIp, toIp, 7000, 7000, 0, payload);
    }

    private static ObjectNode parse(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
