package dev.vfgap.scenarios.device;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vfgap.models.nic.family.FilterClass;
import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.MachineRefusedException;
import dev.vfgap.replay.probe.ProbeDevice;
import dev.vfgap.replay.probe.ProbeJudgement;
import dev.vfgap.replay.probe.ProbeJudgement.Usable;
import dev.vfgap.replay.probe.ProbeVerdict;
import dev.vfgap.scenarios.config.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The mark of a probed device: whether its VFs can be a failover primary, and what avoids the loss. One file of a catalogue,
 * format {@code vfgap-device/1}, schema {@code docs/schema/device.json}.
 *
 * @param device the device
 * @param nic the built-in family that acts as it did
 * @param filterClass when its filter leads to the VF, as a word
 * @param date the day of the probe, as the caller says it or the first step's in UTC
 * @param confidence how sure the verdict is, as a word
 * @param wouldDecide the probe that would tell what avoids the loss, where none has tried it; empty where one has
 * @param because the reasons
 * @param bundles the probes, each with the digest of its files
 */
public record DeviceRecord(
        ProbeDevice device,
        String nic,
        String filterClass,
        LocalDate date,
        ProbeVerdict verdict,
        Usable usable,
        String confidence,
        Optional<String> remedy,
        Optional<String> wouldDecide,
        List<String> because,
        List<Probe> bundles) {

    public static final String FORMAT = "vfgap-device/1";

    /** Without a verdict there is no record. */
    private static final ProbeVerdict[] DECIDED = {ProbeVerdict.EARLY, ProbeVerdict.LATE, ProbeVerdict.SWITCHDEV};

    private static final ProbeJudgement.Confidence[] SOME_CONFIDENCE = {
        ProbeJudgement.Confidence.LOW, ProbeJudgement.Confidence.MEDIUM, ProbeJudgement.Confidence.HIGH
    };

    /** A probe: its name and the SHA-256 of its manifest, events and captures. */
    public record Probe(String bundle, String sha256) {}

    public DeviceRecord {
        because = List.copyOf(because);
        bundles = List.copyOf(bundles);
    }

    /** The record of a judgement that is decided. */
    public static DeviceRecord of(ProbeJudgement judgement, LocalDate date) {
        MeasuredNic nic = MeasuredNic.of(judgement);
        return new DeviceRecord(
                judgement.evidence().get(0).bundle().device(),
                nic.base().name(),
                Words.of(nic.filterClass()),
                date,
                judgement.verdict(),
                judgement.usable(),
                word(judgement.confidence()),
                judgement.remedy(),
                judgement.wouldDecide(),
                judgement.because(),
                judgement.evidence().stream()
                        .map(one -> new Probe(one.bundle().name(), ProbeDigest.of(one.bundle())))
                        .toList());
    }

    /** The name of its file: driver, PCI id and driver version, so that a newer driver gets another. */
    public String fileName() {
        String words = String.join(
                "-",
                device.driver().orElse("unknown"),
                device.pciId().orElse("unknown"),
                device.version().orElse("unknown"));
        String emulated = device.emulated().orElse(false) ? "-emulated" : "";
        return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-") + emulated + ".json";
    }

    /** The record's fields in order, with the texts that carry its mark elsewhere. */
    public Map<String, Object> fields() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("driver", device.driver().orElse(null));
        told.put("version", device.version().orElse(null));
        told.put("firmware", device.firmware().orElse(null));
        told.put("kernel", device.kernel().orElse(null));
        told.put("pciId", device.pciId().orElse(null));
        told.put("emulated", device.emulated().orElse(null));
        List<Object> probes = new ArrayList<>();
        bundles.forEach(one -> {
            Map<String, Object> probe = new LinkedHashMap<>();
            probe.put("bundle", one.bundle());
            probe.put("sha256", one.sha256());
            probes.add(probe);
        });
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", FORMAT);
        fields.put("device", told);
        fields.put("nic", nic);
        fields.put("class", filterClass);
        fields.put("date", date.toString());
        fields.put("verdict", verdict.name());
        fields.put("usableForFailover", usable.word());
        fields.put("confidence", confidence);
        fields.put("remedy", remedy.orElse(null));
        fields.put("wouldDecide", wouldDecide.orElse(null));
        fields.put("because", because);
        fields.put("bundles", probes);
        fields.put("marks", DeviceMarks.of(this));
        return fields;
    }

    /** The mark in a sentence, for who is about to use such a device. */
    public String warning() {
        String what = device.words() + " (" + date + ") is marked \"" + usable.word() + "\" for failover: " + verdict;
        return remedy.map(words -> what + "; " + words)
                .or(() -> wouldDecide.map(
                        probe -> what + "; whether an order of steps avoids the loss was not tried: " + probe))
                .orElse(what);
    }

    /** Whether the remedy is that the PF has the MAC too until the VF is up, as {@code probe judge} writes it. */
    boolean isHeldByPf() {
        return remedy.filter(words -> words.startsWith("bridge fdb add ")).isPresent();
    }

    /** Whether a file is meant as a record: it is JSON and names the format. */
    public static boolean begins(Path file) {
        try {
            return file.toString().endsWith(".json")
                    && Files.isRegularFile(file)
                    && Files.size(file) < RecordFile.LARGEST
                    && Files.readString(file, StandardCharsets.ISO_8859_1).contains('"' + FORMAT + '"');
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads a record.
     *
     * @throws BadInputException when it is none
     * @throws MachineRefusedException when the machine does not let it be read
     */
    public static DeviceRecord read(Path file) {
        return readMark(file).device();
    }

    /** The same, with which file of a catalogue it is. */
    static DeviceMark readMark(Path file) {
        RecordFile read = RecordFile.read(file);
        return new DeviceMark(file.getFileName().toString(), read.sha256(), of(read));
    }

    private static DeviceRecord of(RecordFile file) {
        String format = file.text("format");
        if (!format.equals(FORMAT)) {
            throw file.bad("format", "\"format\" is \"" + format + "\" instead of \"" + FORMAT + "\"");
        }
        JsonNode device = file.root().path("device");
        List<String> because = new ArrayList<>();
        file.root().path("because").forEach(reason -> because.add(reason.asText()));
        List<Probe> bundles = new ArrayList<>();
        file.root()
                .path("bundles")
                .forEach(one -> bundles.add(new Probe(
                        one.path("bundle").asText(), one.path("sha256").asText())));
        String nic = file.text("nic");
        if (NicFamilies.of(nic).isEmpty()) {
            throw file.bad("nic", "\"nic\" is \"" + nic + "\", which is no built-in NIC family");
        }
        return new DeviceRecord(
                new ProbeDevice(
                        optional(device, "driver"),
                        optional(device, "version"),
                        optional(device, "firmware"),
                        optional(device, "kernel"),
                        optional(device, "pciId"),
                        device.path("emulated").isBoolean()
                                ? Optional.of(device.path("emulated").booleanValue())
                                : Optional.empty()),
                nic,
                Words.of(file.one("class", FilterClass.values(), Words::of)),
                file.day("date"),
                file.one("verdict", DECIDED, Enum::name),
                file.one("usableForFailover", Usable.values(), Usable::word),
                word(file.one("confidence", SOME_CONFIDENCE, DeviceRecord::word)),
                optional(file.root(), "remedy"),
                optional(file.root(), "wouldDecide"),
                because,
                bundles);
    }

    private static String word(ProbeJudgement.Confidence confidence) {
        return confidence.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> optional(JsonNode node, String key) {
        return Optional.ofNullable(node.path(key).textValue());
    }
}
