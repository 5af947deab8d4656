package dev.vfgap.models.guest;

import java.util.Objects;

/**
 * What goes wrong under a VF's driver.
 *
 * @param probe whether the driver's probe of a plugged VF succeeds
 * @param notice how a driver with a timer learns that its line was cut or given back
 */
public record VfTrouble(Probe probe, LinkNotice notice) {
    /** Nothing. */
    public static final VfTrouble NONE = new VfTrouble(Probe.WORKS, LinkNotice.BY_MESSAGE);

    /** Whether a probe succeeds. */
    public enum Probe {
        WORKS,
        /** It ends with an error after its time: the mailbox does not answer, a resource is missing. */
        FAILS
    }

    /** How a driver learns of its line. */
    public enum LinkNotice {
        /** The PF's driver sends a message, and the VF's driver looks at once. */
        BY_MESSAGE,
        /** The message is lost: the timer's next look finds it. Drivers without a timer are told all the same. */
        BY_TIMER
    }

    public VfTrouble {
        Objects.requireNonNull(probe, "probe");
        Objects.requireNonNull(notice, "notice");
    }
}
