package dev.vfgap.models.nic.family;

/** What a host can ask of a NIC beside the events of {@link NicEvent}; not every family's driver can do each. */
public enum HostCommand {
    /** Sets a VF's link state. */
    VF_STATE("ip link set PF vf N state auto|enable|disable"),
    /** Trusts a VF, or not. */
    VF_TRUST("ip link set PF vf N trust on|off"),
    /** Checks what a VF sends, or not. */
    VF_SPOOFCHK("ip link set PF vf N spoofchk on|off"),
    /** Puts a VF into a VLAN. */
    VF_VLAN("ip link set PF vf N vlan V"),
    /** Lets the NIC switch between its pools, or not. */
    HWMODE("bridge link set dev PF hwmode veb|vepa"),
    /** Gives the PF a further address. */
    FDB_SELF("bridge fdb add M dev PF self permanent");

    private final String command;

    HostCommand(String command) {
        this.command = command;
    }

    /** The command, with {@code M}, {@code N}, {@code V}, {@code PF} to be filled in. */
    public String command() {
        return command;
    }
}
