package dev.vfgap.models.host;

/** A port of what a host puts between its NIC and the standby. */
public enum BridgePort {
    /** The PF: the way out. */
    UPLINK("the uplink"),
    /** The standby's tap, or the macvtap itself. */
    TAP("the tap"),
    /** The VF's representor, with a NIC in switchdev mode. */
    REPRESENTOR("the VF's representor");

    private final String title;

    BridgePort(String title) {
        this.title = title;
    }

    /** In plain words. */
    public String title() {
        return title;
    }
}
