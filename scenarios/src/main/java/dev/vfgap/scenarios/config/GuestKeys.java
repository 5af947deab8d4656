package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;

import dev.vfgap.models.guest.ActiveBackup.InactiveFrames;
import dev.vfgap.models.guest.GuestOptions;
import dev.vfgap.models.guest.GuestOptions.FailoverDevice;
import dev.vfgap.models.guest.GuestOptions.MacFeature;
import dev.vfgap.models.guest.Member;
import dev.vfgap.models.guest.VfTrouble;
import dev.vfgap.models.guest.VfTrouble.LinkNotice;
import dev.vfgap.models.guest.VfTrouble.Probe;
import java.util.List;

/** The keys of a scenario that say what runs in the guest. What joins its NICs is the strategy's {@code standby}. */
final class GuestKeys {
    private static final List<String> UP_OR_DOWN = List.of("up", "down");

    /** Under {@code guest}. */
    static final Shape GUEST = Shape.of(
            "guest",
            optional(
                    "mac",
                    Kinds.words(List.of("true", "false")),
                    "whether the virtio NIC offers its MAC (VIRTIO_NET_F_MAC); false: the guest's driver drops STANDBY,"
                            + " and the primary stays hidden; true without this key"),
            optional(
                    "failoverDevice",
                    Kinds.words(UP_OR_DOWN),
                    "up, which is also meant without this key, or down: net_failover then opens no device"),
            optional(
                    "probe",
                    Kinds.words(List.of("works", "fails")),
                    "whether the driver's probe of a VF that is plugged during the run works; it does without this key"),
            optional(
                    "linkNotice",
                    Kinds.words(List.of("message", "timer")),
                    "how igbvf and ixgbevf learn of a link's change: the PF's message, which is also meant without this key,"
                            + " or the next look of their 2 s timer"),
            optional(
                    "bondPrimary",
                    Kinds.words(List.of("vf", "none")),
                    "a bond's option primary: vf, which is also meant without this key, or none: the active slave stays"),
            optional(
                    "allSlavesActive",
                    Kinds.words(List.of("true", "false")),
                    "a bond's option all_slaves_active: whether an inactive slave's frames count; false without this key"));

    private GuestKeys() {}

    /** What {@code guest} says; without it {@link GuestOptions#USUAL}. */
    static GuestOptions guest(Fields scenario) {
        return scenario.optionalGroup("guest").map(GuestKeys::bind).orElse(GuestOptions.USUAL);
    }

    private static GuestOptions bind(Fields fields) {
        return new GuestOptions(
                says(fields, "mac", "false") ? MacFeature.MISSING : MacFeature.OFFERED,
                says(fields, "failoverDevice", "down") ? FailoverDevice.DOWN : FailoverDevice.UP,
                new VfTrouble(
                        says(fields, "probe", "fails") ? Probe.FAILS : Probe.WORKS,
                        says(fields, "linkNotice", "timer") ? LinkNotice.BY_TIMER : LinkNotice.BY_MESSAGE),
                says(fields, "bondPrimary", "none") ? Member.NONE : Member.PRIMARY,
                says(fields, "allSlavesActive", "true") ? InactiveFrames.ACCEPTED : InactiveFrames.DROPPED);
    }

    private static boolean says(Fields fields, String key, String word) {
        return fields.optionalText(key).filter(word::equals).isPresent();
    }
}
