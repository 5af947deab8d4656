package dev.vfgap.models.nic.family;

/** Something about a VF on which a {@link Cell} depends. */
public enum Condition {
    /** Always. */
    ALWAYS(""),
    /** The host gave the VF its MAC. */
    ADMIN_MAC("A"),
    /** The host gave the VF its MAC and does not trust it. */
    ADMIN_MAC_UNTRUSTED("A and untrusted"),
    /** The VF sends only from its own addresses ({@code spoofchk on}). */
    SPOOF_CHECK("spoofchk"),
    /** The PF's driver has an address for the VF but no entry of the filter. */
    NO_ENTRY("no entry"),
    /** A driver is bound to the VF. */
    BOUND("bound"),
    /** No driver is bound to the VF. */
    UNBOUND("unbound"),
    /** The VF's netdev is up. */
    OPEN("open"),
    /** A guest holds one of the VFs. */
    ASSIGNED("assigned");

    private final String text;

    Condition(String text) {
        this.text = text;
    }

    /** In the notation that {@link Cell} reads. */
    public String text() {
        return text;
    }

    static Condition parse(String text) {
        for (Condition condition : values()) {
            if (condition != ALWAYS && condition.text.equals(text)) {
                return condition;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is no condition on a VF");
    }
}
