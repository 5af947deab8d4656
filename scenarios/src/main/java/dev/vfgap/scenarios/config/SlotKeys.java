package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;

import dev.vfgap.models.pci.SlotOptions;
import dev.vfgap.models.pci.SlotOptions.Feature;
import dev.vfgap.models.pci.SlotOptions.GuestAtStart;
import dev.vfgap.models.pci.SlotOptions.Interlock;
import dev.vfgap.models.pci.SlotOptions.Notification;
import java.util.Arrays;
import java.util.List;

/** The keys of a scenario that say what the primary's hot-plug slot can do, and whether the guest attends to it. */
final class SlotKeys {
    private static final ValueKind YES_OR_NO = Kinds.words(List.of("true", "false"));

    /** Under {@code slot}. */
    static final Shape SLOT = Shape.of(
            "slot",
            optional(
                    key(Feature.HOTPLUG),
                    YES_OR_NO,
                    "whether the port does hot-plug at all (QEMU's hotplug=); true without this key"),
            optional(
                    key(Feature.ATTENTION_BUTTON),
                    YES_OR_NO,
                    "of native hot-plug: true, as every port of QEMU, which is also meant without this key, or false"),
            optional(
                    key(Feature.POWER_CONTROLLER),
                    YES_OR_NO,
                    "of native hot-plug: whether the guest can cut the power; without it nothing is reset, and QEMU never"
                            + " takes the card; true without this key"),
            optional(
                    key(Feature.LINK_ACTIVE),
                    YES_OR_NO,
                    "of native hot-plug: whether the port reports its link; true without this key"),
            optional(
                    key(Feature.IN_BAND_PRESENCE),
                    YES_OR_NO,
                    "of native hot-plug: false where presence has pins of its own (pciehp.presenceWait); true without this"
                            + " key"),
            optional(
                    "pollMode",
                    YES_OR_NO,
                    "of native hot-plug: whether pciehp looks now and then (pciehp.pollPeriod) instead of being"
                            + " interrupted; false without this key"),
            optional(
                    "interlock",
                    Kinds.words(Arrays.stream(Interlock.values())
                            .map(Interlock::word)
                            .toList()),
                    "the electromechanical interlock of native hot-plug: free without this key; engaged, QEMU refuses plug"
                            + " and unplug"),
            optional(
                    "guest",
                    Kinds.words(Arrays.stream(GuestAtStart.values())
                            .map(GuestAtStart::word)
                            .toList()),
                    "what the guest does when the plan begins: running, which is also meant without this key, booting, paused,"
                            + " hung, or running without pciehp and acpiphp"));

    private SlotKeys() {}

    /** What {@code slot} says; without it {@link SlotOptions#USUAL}. */
    static SlotOptions slot(Fields scenario) {
        return scenario.optionalGroup("slot").map(SlotKeys::bind).orElse(SlotOptions.USUAL);
    }

    private static SlotOptions bind(Fields fields) {
        SlotOptions options = SlotOptions.USUAL;
        for (Feature feature : Feature.values()) {
            if (is(fields, key(feature), "false")) {
                options = options.without(feature);
            }
        }
        if (is(fields, "pollMode", "true")) {
            options = options.with(Notification.POLLING);
        }
        Interlock interlock =
                fields.word("interlock", Interlock.values(), Interlock::word).orElse(options.interlock());
        GuestAtStart guest =
                fields.word("guest", GuestAtStart.values(), GuestAtStart::word).orElse(options.guest());
        return options.with(interlock).with(guest);
    }

    private static boolean is(Fields fields, String key, String value) {
        return fields.optionalText(key).filter(value::equals).isPresent();
    }

    private static String key(Feature feature) {
        return switch (feature) {
            case HOTPLUG -> "hotplugController";
            case ATTENTION_BUTTON -> "attentionButton";
            case POWER_CONTROLLER -> "powerController";
            case LINK_ACTIVE -> "linkActive";
            case IN_BAND_PRESENCE -> "inBandPresence";
        };
    }
}
