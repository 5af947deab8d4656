package dev.vfgap.replay.probe;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.replay.capture.EthernetBytes;
import dev.vfgap.replay.capture.PcapBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A constructed probe bundle in a folder: steps of any commands two seconds apart, and captures of any test frames. */
final class BuiltProbe {

    static final long START = 1_795_000_000_000_000_000L;
    static final long STEP = 2_000_000_000L;
    static final String M = "52:54:00:fa:11:0e";
    /** Binds the VF as the lab's script does. */
    static final String BIND = "V=$(basename $(readlink /sys/bus/pci/devices/$(cat /run/pf)/virtfn0));"
            + " echo igbvf > /sys/bus/pci/devices/$V/driver_override; echo $V > /sys/bus/pci/drivers_probe;"
            + " ip link set $(ls /sys/bus/pci/devices/$V/net) name vf0";

    static final String UNBIND = "V=$(basename $(readlink /sys/bus/pci/devices/$(cat /run/pf)/virtfn0));"
            + " echo $V > /sys/bus/pci/drivers/igbvf/unbind";
    static final String NUMVFS = "echo 1 > /sys/bus/pci/devices/$(cat /run/pf)/sriov_numvfs";
    static final String MACVLAN =
            "ip link add link pf0 name mv0 address " + M + " type macvlan mode bridge && ip link set mv0 up";
    static final String VF_MAC = "ip link set pf0 vf 0 mac " + M;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path folder;
    private final ObjectNode manifest = MAPPER.createObjectNode();
    private final StringBuilder events = new StringBuilder();
    private final Map<String, PcapBytes> captures = new LinkedHashMap<>();
    private int steps;
    private long sequence = 1;
    private List<String> path = List.of();
    private long eventShift;
    private long receivedLater;

    private BuiltProbe(Path folder) {
        this.folder = folder;
        manifest.put("format", "vfgap-probe-bundle/1").put("name", "built");
        manifest.putObject("clock").put("kind", "single").put("unit", "ns");
        manifest.putObject("device").put("driver", "igb").put("emulated", true);
        manifest.put("testMac", M).put("pfMac", "02:00:00:00:00:10");
        manifest.putArray("streams").addObject().put("name", "untagged").put("id", 0);
        manifest.withArray("streams")
                .addObject()
                .put("name", "vlan100")
                .put("id", 1)
                .put("vlan", 100);
        ObjectNode frames = manifest.putObject("frames");
        frames.put("etherType", "0x88b5").put("magic", "FPRB").put("streamOffset", 5);
        frames.putObject("sequence").put("payloadOffset", 8).put("bytes", 8).put("order", "big");
        frames.putObject("sendTime").put("payloadOffset", 16).put("bytes", 8).put("order", "big");
        manifest.put("sender", "external");
        manifest.putArray("points");
        manifest.put("events", "events.jsonl");
        manifest.putArray("steps");
        line(START - STEP, "pf_up", "ip link set pf0 up", 0);
    }

    static BuiltProbe in(Path folder) {
        return new BuiltProbe(folder);
    }

    /** A command that ended well. */
    BuiltProbe step(String name, String command) {
        return step(name, command, 0);
    }

    /** A command with its exit status. */
    BuiltProbe step(String name, String command, int status) {
        manifest.withArray("steps").add(name);
        line(START + eventShift + steps++ * STEP, name, command, status);
        return this;
    }

    private void line(long atNanos, String name, String command, int status) {
        ObjectNode event = MAPPER.createObjectNode().put("t_ns", atNanos).put("name", name);
        event.putObject("detail").put("cmd", command).put("rc", status).put("t_end_ns", atNanos + STEP / 4);
        events.append(event).append('\n');
    }

    /** Adds a point with an empty capture. */
    BuiltProbe point(String name) {
        manifest.withArray("points")
                .addObject()
                .put("name", name)
                .put("file", name + ".pcap")
                .put("at", name);
        captures.put(name, PcapBytes.nanos());
        return this;
    }

    /** A frame of the untagged stream, so many nanoseconds after the start, seen at these points. */
    BuiltProbe frame(long sequence, long afterStartNanos, String... points) {
        byte[] data = ByteBuffer.allocate(46)
                .put("FPRB".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) 0)
                .putLong(sequence)
                .putLong(START + afterStartNanos)
                .array();
        byte[] frame = EthernetBytes.frame(0x525400fa110eL, 0x0200000000aaL).of(0x88b5, data);
        for (String point : points) {
            boolean received = point.equals("pf") || point.equals("vf");
            captures.get(point).packet(START + afterStartNanos + (received ? receivedLater : 0), frame);
        }
        return this;
    }

    /** Who sent the frames. */
    BuiltProbe sender(String who) {
        manifest.put("sender", who);
        return this;
    }

    /** What the manifest says of the device. */
    BuiltProbe device(String driver, String pciId) {
        manifest.putObject("device").put("driver", driver).put("version", "1.2").put("pciId", pciId);
        return this;
    }

    /** Stamps the events of the steps to come so much later than the frames. */
    BuiltProbe eventsLateBy(long nanos) {
        eventShift = nanos;
        return this;
    }

    /** Stamps what PF and VF captured so much later than the wire. */
    BuiltProbe receivedLaterBy(long nanos) {
        receivedLater = nanos;
        return this;
    }

    /** Points with empty captures. */
    BuiltProbe points(String... names) {
        for (String name : names) {
            point(name);
        }
        return this;
    }

    /** Fifty untagged frames a second in the last step: where they were until 100 ms after its command, then at these points. */
    BuiltProbe goes(String... points) {
        return frames(20_000_000L, points);
    }

    /** The same with so much time between them. */
    BuiltProbe frames(long everyNanos, String... points) {
        long start = (steps - 1) * STEP;
        for (long at = start; at < start + STEP; at += everyNanos) {
            path = at - start < 100_000_000L ? path : List.of(points);
            List<String> seen = new ArrayList<>(path);
            seen.add("wire");
            seen.add("accepted");
            seen.retainAll(captures.keySet());
            frame(sequence++, at, seen.toArray(String[]::new));
        }
        path = List.of(points);
        return this;
    }

    ProbeEvidence evidence() {
        return ProbeEvidence.of(read());
    }

    ProbeJudgement judge() {
        return ProbeJudgement.of(List.of(evidence()));
    }

    ProbeBundle read() {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, PcapBytes> capture : captures.entrySet()) {
                Files.write(
                        folder.resolve(capture.getKey() + ".pcap"),
                        capture.getValue().bytes());
            }
            ObjectNode end =
                    MAPPER.createObjectNode().put("t_ns", START + steps * STEP).put("name", "traffic_end");
            Files.writeString(folder.resolve("events.jsonl"), events.toString() + end + "\n");
            Files.writeString(folder.resolve("bundle.json"), MAPPER.writeValueAsString(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ProbeBundle.read(folder);
    }

    ProbePrediction predict() {
        return ProbePrediction.of(read(), NicFamilies.of("igb").orElseThrow());
    }

    /** What is predicted for a stream, step by step, as {@code name: path}. */
    List<String> paths(String stream) {
        return predict().asProbed().cells().stream()
                .filter(cell -> cell.stream().equals(stream))
                .map(cell -> cell.step() + ": " + cell.predicted())
                .toList();
    }
}
