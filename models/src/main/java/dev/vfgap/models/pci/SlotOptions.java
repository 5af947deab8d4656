package dev.vfgap.models.pci;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * The hot-plug slot of a primary, where a scenario may choose. The same on both hosts: a slot's registers travel with
 * the guest.
 *
 * @param features what the port can do
 * @param interlock the electromechanical interlock
 * @param notification how the guest's pciehp learns of events; of no meaning under ACPI
 * @param guest what the guest does when the plan begins
 */
public record SlotOptions(Set<Feature> features, Interlock interlock, Notification notification, GuestAtStart guest) {
    /** QEMU's generic root port with a guest that runs. */
    public static final SlotOptions USUAL = new SlotOptions(
            EnumSet.allOf(Feature.class), Interlock.FREE, Notification.INTERRUPTS, GuestAtStart.RUNNING);

    /**
     * What a port can do, as its capability registers tell; QEMU's generic root port can do all of it.
     *
     * <p>Source: QEMU 10.0 {@code hw/pci/pcie.c} ({@code pcie_cap_slot_init}); Linux 6.12 {@code
     * drivers/pci/hotplug/pciehp_hpc.c} ({@code pcie_init}).
     */
    public enum Feature {
        /** HPC, QEMU's property {@code hotplug}: devices come and go at all. */
        HOTPLUG,
        /** ABP: pciehp takes presses, and no interrupt of the presence detect bit. QEMU's ports always have one. */
        ATTENTION_BUTTON,
        /** PCP, QEMU's property {@code power_controller_present}: the guest can cut the slot's power. */
        POWER_CONTROLLER,
        /** The port reports that its link is active, and each change of that. */
        LINK_ACTIVE,
        /** Presence follows the link; without it, it follows pins that may be late. */
        IN_BAND_PRESENCE
    }

    /** The electromechanical interlock, with which software holds a card in its slot. */
    public enum Interlock {
        /** The slot has none. */
        NONE("none"),
        /** It is there and holds nothing. No guest engages it by itself: Linux only prints that it is there. */
        FREE("free"),
        /** Something in the guest has engaged it before the plan begins. */
        ENGAGED("engaged");

        private final String word;

        Interlock(String word) {
            this.word = word;
        }

        /** The word used in scenarios. */
        public String word() {
            return word;
        }
    }

    /** How pciehp learns of events. */
    public enum Notification {
        /** By interrupts. */
        INTERRUPTS,
        /** By looking now and then: module parameter {@code pciehp_poll_mode}. */
        POLLING
    }

    /** What the guest does when the plan begins. */
    public enum GuestAtStart {
        /** It runs and attends to its slots. */
        RUNNING("running"),
        /** It boots after a reset, with the primary in its slot; neither hot-plug nor network drivers are there yet. */
        BOOTING("booting"),
        /** QMP {@code stop}: it neither runs nor will it be resumed. */
        PAUSED("paused"),
        /** Its vCPUs run, but no interrupt is handled and nothing is sent. */
        HUNG("hung"),
        /** It runs, without pciehp and without acpiphp. */
        NO_DRIVER("no-driver");

        private final String word;

        GuestAtStart(String word) {
            this.word = word;
        }

        /** The word used in scenarios. */
        public String word() {
            return word;
        }

        /** Whether the guest's hot-plug driver is there when the plan begins. */
        boolean attends() {
            return this == RUNNING || this == PAUSED;
        }
    }

    public SlotOptions {
        EnumSet<Feature> copy = EnumSet.noneOf(Feature.class);
        copy.addAll(features);
        features = Collections.unmodifiableSet(copy);
        Objects.requireNonNull(interlock, "interlock");
        Objects.requireNonNull(notification, "notification");
        Objects.requireNonNull(guest, "guest");
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** These options without some features. */
    public SlotOptions without(Feature... missing) {
        EnumSet<Feature> rest = EnumSet.noneOf(Feature.class);
        rest.addAll(features);
        Arrays.asList(missing).forEach(rest::remove);
        return new SlotOptions(rest, interlock, notification, guest);
    }

    /** These options with another interlock. */
    public SlotOptions with(Interlock other) {
        return new SlotOptions(features, other, notification, guest);
    }

    /** These options with another kind of notification. */
    public SlotOptions with(Notification other) {
        return new SlotOptions(features, interlock, other, guest);
    }

    /** These options with a guest in another state. */
    public SlotOptions with(GuestAtStart other) {
        return new SlotOptions(features, interlock, notification, other);
    }
}
