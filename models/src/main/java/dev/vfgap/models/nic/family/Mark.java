package dev.vfgap.models.nic.family;

import java.util.Locale;

/** How a fact about a NIC family is known, the surest first. */
public enum Mark {
    /** Seen in the registers or in the traffic of a NIC, real or emulated. */
    MEASURED,
    /** Read in the source of the driver or of the emulation. */
    SOURCE_VERIFIED,
    /** Said in a vendor's, the kernel's or a specification's text. */
    DOCUMENTED,
    /** Said in a bug report, on a mailing list, by a user's script. */
    REPORTED,
    /** Concluded from facts of the kinds above; nobody says it in one sentence. */
    INFERRED,
    /** An assumption: no source says it. */
    NOT_VERIFIED;

    /** In words, for example {@code source-verified}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
