package dev.vfgap.models.nic.family;

/** What can happen to a PF or to one of its VFs: the rows of the {@link FamilyTable}. */
public enum NicEvent {
    /** The host makes VFs. */
    CREATE_VFS("echo k > sriov_numvfs"),
    /** The host gives a VF its MAC. */
    SET_ADMIN_MAC("ip link set PF vf N mac M"),
    /** The host takes a VF's MAC back. */
    CLEAR_ADMIN_MAC("ip link set PF vf N mac 00:00:00:00:00:00"),
    /** The VF's driver asks for an address of its own choice. */
    SET_OWN_MAC("ip link set VF address M"),
    /** Function level reset: VFIO opens or closes the VF, a slot's power goes off. */
    FUNCTION_RESET("echo 1 > reset"),
    /** A driver binds to the VF and announces itself to the PF's driver. */
    DRIVER_PROBE("echo VF > drivers_probe"),
    /** The VF's netdev goes up. */
    DRIVER_OPEN("ip link set VF up"),
    /** The VF's netdev goes down. */
    DRIVER_CLOSE("ip link set VF down"),
    /** The VF's driver is unbound. */
    DRIVER_REMOVE("echo VF > unbind"),
    /** The host leads an address to a VF by an entry of the embedded switch. */
    STEER_TO_VF("bridge fdb replace M dev REP master static"),
    /** The host takes such an entry away. */
    STEER_AWAY("bridge fdb del M dev REP master"),
    /** The PF's netdev goes down. */
    PF_DOWN("ip link set PF down"),
    /** The PF's netdev goes up. */
    PF_UP("ip link set PF up"),
    /** The PF is reset while it is up: its MTU changes, a transmit hangs, {@code ethtool} sets its rings. */
    PF_RESET("ethtool -G PF rx R"),
    /** The host removes all VFs. */
    REMOVE_VFS("echo 0 > sriov_numvfs");

    private final String command;

    NicEvent(String command) {
        this.command = command;
    }

    /** A command that makes it happen, with {@code M}, {@code N}, {@code PF}, {@code VF}, {@code REP} to be filled in. */
    public String command() {
        return command;
    }
}
