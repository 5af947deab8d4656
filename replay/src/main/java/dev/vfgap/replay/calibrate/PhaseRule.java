package dev.vfgap.replay.calibrate;

import static dev.vfgap.replay.calibrate.PhaseRule.Scope.ACPI;
import static dev.vfgap.replay.calibrate.PhaseRule.Scope.ANY;
import static dev.vfgap.replay.calibrate.PhaseRule.Scope.IN_ORDER;
import static dev.vfgap.replay.calibrate.PhaseRule.Scope.NATIVE;
import static dev.vfgap.replay.predict.Landmarks.Landmark.*;

import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.predict.Moment;
import java.util.List;
import java.util.Optional;

/**
 * Which stretch of a recorded migration tells of which parameter.
 *
 * <p>Where a recording shows only the sum of two, the rule names the other, and its usual value is taken off. What a guest
 * does after a resume is read from there: its clock stood still before.
 *
 * @param key the parameter
 * @param meaning from what to what it is read
 * @param scope which bundles it is read in
 * @param from the landmark at which the stretch begins
 * @param to the landmark at which it ends
 * @param beside the parameter that is in the stretch too; empty = none
 * @param besideIs whether the other is to be taken off or, where the stretch begins after it, added
 */
record PhaseRule(String key, String meaning, Scope scope, Landmark from, Landmark to, String beside, Beside besideIs) {

    /** Which bundles a rule is read in. */
    enum Scope {
        /** All that tell both ends. */
        ANY,
        /** Those with ACPI hot-plug. */
        ACPI,
        /** Those with native hot-plug. */
        NATIVE,
        /** Those whose ends come in order: user space could run between them. */
        IN_ORDER
    }

    /** What becomes of the other parameter of a sum. */
    enum Beside {
        TAKEN_OFF,
        ADDED
    }

    // spotless:off
    /** Every rule that reads two landmarks; {@link Answers} reads {@code mgmt.eventToNetlink}. */
    static final List<PhaseRule> ALL = List.of(
            rule("acpi.notify",          ACPI,     UNPLUG_REQUEST, DRIVER_STOP,    "request to the driver's remove routine"),
            rule("pciehp.buttonDelay",   NATIVE,   UNPLUG_REQUEST, DRIVER_STOP,    "request to the driver's remove routine: the button window, and what the kernel's timer is late"),
            rule("guest.vfRemoveStop",   IN_ORDER, DRIVER_STOP,    STOPPED,        "remove routine to the closed device"),
            rule("guest.vfUnregister",   IN_ORDER, STOPPED,        UNREGISTERED,   "closed device to the cleared pointer"),
            rule("guest.vfRemoveTail",   IN_ORDER, UNREGISTERED,   GONE,           "cleared pointer to the guest's last message of the device"),
            rule("acpi.ejectOverhead",   ACPI,     GONE,           DEVICE_DELETED, "the guest's last message to DEVICE_DELETED"),
            rule("pciehp.powerOffSleep", NATIVE,   GONE,           DEVICE_DELETED, "the guest's last message to DEVICE_DELETED: the sleep, and what the kernel's timer is late"),
            rule("mgmt.filterMove",      ANY,      LEAVE_COMMAND,  LEAVE_MOVED,    "the command's start to its effect"),
            rule("mgmt.filterMove",      ANY,      RETURN_COMMAND, RETURN_MOVED,   "the command's start to its effect"),
            rule("mgmt.filterReturn",    IN_ORDER, LEAVE_MOVED,    LEAVE_DONE,     "the effect to the command's return"),
            rule("mgmt.filterReturn",    IN_ORDER, RETURN_MOVED,   RETURN_DONE,    "the effect to the command's return"),
            rule("mig.setup",            ANY,      SETUP,          SETUP_DONE,     "status setup to the one after it"),
            rule("mig.deviceState",      ANY,      STOP,           COMPLETED,      "the guest's stop to completed, the last memory among it"),
            rule("mig.libvirtResume",    ANY,      COMPLETED,      RESUME,         "completed to the guest's start at the destination"),
            rule("pci.enumerate",        ACPI,     PLUG,           BUS_MASTER,     "plug to probe").less("acpi.notify"),
            rule("pci.enumerate",        NATIVE,   PLUG,           BUS_MASTER,     "plug to probe").less("pciehp.linkWait"),
            rule("guest.vfProbe",        ANY,      BUS_MASTER,     REGISTERED,     "probe to the first link message with a master"),
            rule("guest.vfPointer",      IN_ORDER, OPENED,         POINTER,        "the open to the pointer"),
            rule("guest.vfOpen",         ANY,      REGISTERED,     POINTER,        "the first link message with a master to the open").less("guest.vfPointer"),
            rule("guest.vfCarrierFirst", ANY,      POINTER,        LINK_UP,        "the open to carrier").more("guest.vfPointer"));
    // spotless:on

    private static PhaseRule rule(String key, Scope scope, Landmark from, Landmark to, String meaning) {
        return new PhaseRule(key, meaning, scope, from, to, "", Beside.TAKEN_OFF);
    }

    private PhaseRule less(String other) {
        return new PhaseRule(key, meaning + ", less " + other, scope, from, to, other, Beside.TAKEN_OFF);
    }

    private PhaseRule more(String other) {
        return new PhaseRule(key, meaning + ", from the pointer plus " + other, scope, from, to, other, Beside.ADDED);
    }

    /** What a bundle shows of the whole stretch; empty where it shows nothing, or the rule is not for it. */
    Optional<Reading> stretch(CaptureBundle bundle, Landmarks landmarks) {
        Optional<Moment> begin = landmarks.at(from);
        Optional<Moment> end = landmarks.at(to);
        boolean acpi = bundle.environment().hotplug().filter("native"::equals).isEmpty();
        boolean isFor =
                switch (scope) {
                    case ANY -> true;
                    case ACPI -> acpi;
                    case NATIVE -> !acpi;
                    case IN_ORDER ->
                        begin.isPresent()
                                && end.isPresent()
                                && begin.get().atNanos() <= end.get().atNanos();
                };
        return isFor && begin.isPresent() && end.isPresent()
                ? Optional.of(Reading.between(bundle, begin.get(), end.get()))
                : Optional.empty();
    }
}
