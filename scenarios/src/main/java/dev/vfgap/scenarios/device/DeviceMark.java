package dev.vfgap.scenarios.device;

import dev.vfgap.replay.probe.ProbeJudgement.Usable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A device's record as it stands in a catalogue.
 *
 * @param file the name of its file in the folder
 * @param sha256 of the file's bytes
 * @param device the record
 */
public record DeviceMark(String file, String sha256, DeviceRecord device) {
    /** As many digits of a hash tell files of one catalogue apart. */
    private static final int SHORT = 16;

    /** Whether a user of the device is to be warned. */
    public boolean warns() {
        return device.usable() != Usable.YES;
    }

    /** Which record it is, for people. */
    public String words() {
        return file + ", sha256 " + sha256.substring(0, SHORT);
    }

    /** What a result says of it. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("record", file);
        fields.put("sha256", sha256);
        fields.put("device", device.device().words());
        fields.put("date", device.date().toString());
        fields.put("verdict", device.verdict().name());
        fields.put("usableForFailover", device.usable().word());
        fields.put("remedy", device.remedy().orElse(null));
        fields.put("wouldDecide", device.wouldDecide().orElse(null));
        return fields;
    }
}
