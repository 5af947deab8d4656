package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;

import dev.vfgap.models.host.HostSide;
import dev.vfgap.models.host.StandbyNic;
import dev.vfgap.models.lab.NicOptions;
import dev.vfgap.models.nic.family.LinkState;
import dev.vfgap.models.nic.family.Setting;
import java.util.Arrays;
import java.util.List;

/** The keys of a scenario that say what both hosts have set on their NIC. */
final class NicKeys {
    private static final int MOST_ENTRIES = 4096;
    private static final ValueKind YES_OR_NO = Kinds.words(List.of("true", "false"));

    /** Under {@code nicSetup}. */
    static final Shape NIC_SETUP = Shape.of(
            "nicSetup",
            optional(
                    "vfLink",
                    Kinds.words(Arrays.stream(LinkState.values()).map(Words::of).toList()),
                    "ip link set PF vf 0 state: auto, which is also meant without this key, enable or disable"),
            optional(
                    "jumboPf",
                    YES_OR_NO,
                    "whether the PF's MTU is above 1500, with which an 82599 lets no VF receive; false without this key"),
            optional(
                    "occupiedEntries",
                    Kinds.whole(0, MOST_ENTRIES),
                    "how many further addresses the PF has, without a unit; 0 without this key"),
            optional(
                    "promiscuousVf",
                    YES_OR_NO,
                    "whether the guest's VF is trusted and promiscuous; false without this key"),
            optional(
                    "uplinkSpoofCheck",
                    YES_OR_NO,
                    "with standbyNic: vf, whether that VF may send from its own addresses only; false without this key"));

    private NicKeys() {}

    /** What {@code nicSetup} says; without it {@link NicOptions#USUAL}. */
    static NicOptions nic(Fields scenario, HostSide side, Problems problems) {
        return scenario.optionalGroup("nicSetup")
                .map(fields -> bind(fields, side, problems))
                .orElse(NicOptions.USUAL);
    }

    private static NicOptions bind(Fields fields, HostSide side, Problems problems) {
        if (fields.has("uplinkSpoofCheck") && side.standbyNic() != StandbyNic.VF) {
            problems.add(
                    fields.node("uplinkSpoofCheck").place(),
                    "\"uplinkSpoofCheck\" is of a VF that is the standby's uplink, and there is none",
                    "write \"standbyNic: vf\" under \"hostSide\", or remove it");
        }
        return new NicOptions(
                fields.word("vfLink", LinkState.values(), Words::of).orElse(LinkState.AUTO),
                setting(fields, "jumboPf"),
                fields.optionalText("occupiedEntries").map(Integer::parseInt).orElse(0),
                setting(fields, "promiscuousVf"),
                setting(fields, "uplinkSpoofCheck"));
    }

    private static Setting setting(Fields fields, String key) {
        return fields.optionalText(key).filter("true"::equals).isPresent() ? Setting.ON : Setting.OFF;
    }
}
