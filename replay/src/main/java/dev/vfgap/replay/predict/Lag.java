package dev.vfgap.replay.predict;

import dev.vfgap.simcore.parameter.Provenance;
import dev.vfgap.simcore.parameter.Provenance.Kind;

/**
 * A distance in time between something that a recording shows and something that it does not: the constants of replay.
 *
 * <p>Each is one of a code path, the same for every bundle, with the range in which it was seen and its source. The
 * ranges make the bounds that a result states.
 */
public enum Lag {
    // spotless:off
    STOP_LEAD               ("qemu.mainLoopStops",         0.58,  0.4,    2,    Kind.MEASURED,   "before STOP QEMU's main loop reads no tap: the migration thread holds the big lock; 17 runs at 1 kpps"),
    RESUME_TO_ANNOUNCEMENT  ("qemu.resumeToAnnouncement",  0.04,  0.025,  0.34, Kind.MEASURED,   "RESUME to the first RARP on the wire: qemu_announce_self in the incoming bottom half; 31 runs"),
    ADDED_TO_DEVICE         ("qemu.addedToDevice",         1.5,   0.3,    8,    Kind.MEASURED,   "device_add to the device on its back end"),
    SET_LINK_TO_EFFECT      ("qemu.setLinkToEffect",       0.3,   0.05,   1,    Kind.ASSUMED,    "set_link to its effect: a round trip of QMP"),
    NETDEV_DEL_TO_EFFECT    ("qemu.netdevDelToEffect",     0.3,   0.05,   1,    Kind.ASSUMED,    "netdev_del to its effect: a round trip of QMP"),
    NEGOTIATION             ("e1000e.negotiation",         500,   495,    520,  Kind.DOCUMENTED, "hw/net/e1000x_common.c, e1000x_restart_autoneg: the timer of autonegotiation"),
    CARRIER_LOST            ("e1000e.carrierLost",         8,     4,      12,   Kind.ASSUMED,    "a cut link to carrier off in the guest: interrupt and watchdog"),
    CARRIER_BACK            ("e1000e.carrierBack",         17,    10,     40,   Kind.MEASURED,   "negotiated to carrier on: interrupt, watchdog work, PHY reads"),
    QUICK_LINK              ("other.linkChange",           2,     0.5,    10,   Kind.ASSUMED,    "a device without negotiation tells its driver of the link by an interrupt"),
    LINKED_TO_OPENED        ("guest.linkedToOpened",       89,    69,     149,  Kind.MEASURED,   "first link message with a master to the one with up: net_failover opens an e1000e between"),
    LINKED_TO_POINTER       ("guest.linkedToPointer",      92,    68,     152,  Kind.MEASURED,   "the same, to net_failover's primary pointer"),
    LINKED_TO_LINE          ("guest.linkedToLine",         97,    72,     160,  Kind.DERIVED,    "the same, to the line \"primary slave … registered\""),
    OPENED_TO_POINTER       ("guest.openedToPointer",      2.8,   0.5,    7,    Kind.MEASURED,   "net_failover_slave_register: dev_open, then address lists, then the pointer"),
    POINTER_TO_LINE_BLIND   ("guest.pointerToLine",        5,     0.5,    14,   Kind.MEASURED,   "the pointer to the \"registered\" line"),
    OPENED_TO_LINE          ("guest.openedToLine",         9,     5,      16,   Kind.MEASURED,   "dev_open to the \"registered\" line"),
    LINK_TO_POINTER         ("guest.pointerToReady",       485,   452,    597,  Kind.MEASURED,   "the pointer to the link message with carrier, e1000e"),
    OPENED_TO_NEGOTIATED    ("e1000e.openedToReceive",     465,   455,    472,  Kind.MEASURED,   "e1000e_open resets the part 30 to 47 ms before it is seen open; negotiation ends 500 ms after the reset"),
    NEGOTIATED_TO_LINE      ("e1000e.receiveToLine",       9.5,   8,      12,   Kind.MEASURED,   "negotiated to the line \"NIC Link is Up\""),
    NEGOTIATED_TO_READY     ("e1000e.receiveToReady",      17,    10,     40,   Kind.MEASURED,   "negotiated to the link message with carrier"),
    OPENED_TO_READY         ("e1000e.openedToReady",       486,   437,    600,  Kind.MEASURED,   "the link message with up to the one with carrier"),
    LINKED_TO_READY         ("e1000e.linkedToReady",       572,   559,    688,  Kind.MEASURED,   "the first link message with a master to the one with carrier"),
    CARRIER_TO_MESSAGE      ("guest.carrierToMessage",     3,     2,      5,    Kind.MEASURED,   "netif_carrier_on to the link message"),
    ACTIVATED_TO_MESSAGE    ("guest.activatedToMessage",   1.2,   0.3,    2,    Kind.MEASURED,   "linkwatch's dev_activate to the link message"),
    ENABLED_TO_BUS_MASTER   ("e1000e.enabledToBusMaster",  9,     2,      20,   Kind.MEASURED,   "the line \"enabling device\" to the write of the bus master bit"),
    THROTTLED_TO_RESET      ("e1000e.throttledToReset",    1,     0.2,    5,    Kind.MEASURED,   "the line \"Interrupt Throttling Rate\" to the first reset"),
    BUS_MASTER_TO_OPENED    ("e1000e.busMasterToOpened",   250,   200,    350,  Kind.MEASURED,   "the write of the bus master bit to the open"),
    RESET_TO_OPENED         ("e1000e.resetToOpened",       230,   180,    330,  Kind.MEASURED,   "the first reset to the open"),
    REMOVE_TO_DOWN          ("e1000e.removeToDown",        0.2,   0.1,    0.5,  Kind.DERIVED,    "e1000_remove prints \"removed PHC\", then marks itself down"),
    REMOVE_TO_UP_AGAIN      ("e1000e.removeToStandby",     2.6,   1,      13,   Kind.MEASURED,   "the same to the first frame that the guest sends by the standby"),
    REMOVE_TO_DEAF          ("e1000e.removeToDeaf",        10,    5,      16,   Kind.MEASURED,   "e1000_remove to RCTL.EN off in e1000e_down: unregister_netdev and synchronize_net come before"),
    REMOVE_TO_LINK_DOWN_LINE("e1000e.removeToLine",        66,    59,     82,   Kind.MEASURED,   "e1000_remove to the line \"NIC Link is Down\""),
    REMOVE_TO_CLOSED        ("e1000e.removeToClosed",      70,    62,     84,   Kind.MEASURED,   "e1000_remove to the link message without up"),
    REMOVE_TO_GONE          ("e1000e.removeToGone",        87,    71,     108,  Kind.MEASURED,   "e1000_remove to dellink"),
    QUIESCE_TO_CLOSED       ("vmxnet3.quiesceToClosed",    15,    5,      30,   Kind.ASSUMED,    "vmxnet3_close quiesces first, then frees its buffers; the link message without up comes after"),
    QUIESCE_TO_LINE         ("vmxnet3.quiesceToLine",      20,    8,      40,   Kind.ASSUMED,    "the same to the line \"unregistered\""),
    QUIESCE_TO_GONE         ("vmxnet3.quiesceToGone",      25,    10,     50,   Kind.ASSUMED,    "the same to dellink"),
    CLOSED_OTHER            ("other.stopToClosed",         5,     0,      30,   Kind.ASSUMED,    "another driver stops to receive before the link message without up"),
    LINE_OTHER              ("other.stopToLine",           10,    3,      40,   Kind.ASSUMED,    "the same to the line \"unregistered\""),
    GONE_OTHER              ("other.stopToGone",           15,    5,      50,   Kind.ASSUMED,    "the same to dellink"),
    READY_OTHER             ("other.receiveToReady",       1,     0,      10,   Kind.ASSUMED,    "another driver receives before the link message with carrier"),
    CLEARED_TO_LINE         ("guest.clearedToLine",        3,     2,      4.6,  Kind.MEASURED,   "failover_slave_unregister: the pointer is cleared, features are worked out, then the line is printed"),
    CLEARED_TO_GONE         ("guest.clearedToGone",        6.4,   3.5,    16,   Kind.MEASURED,   "the pointer is cleared, then dellink"),
    LINE_TO_GONE            ("guest.unregisteredToGone",   3.4,   0.5,    13,   Kind.DERIVED,    "the line \"unregistered\" to dellink"),
    ACPI_REQUEST_TO_GONE    ("acpi.requestToGone",         106,   80,     149,  Kind.MEASURED,   "the request to unplug to dellink, ACPI"),
    NATIVE_REQUEST_TO_GONE  ("pciehp.requestToGone",       5204,  5175,   5294, Kind.MEASURED,   "the same with pciehp, whose attention button waits 5 s"),
    ACPI_GONE_TO_DELETED    ("acpi.goneToDeleted",         105,   88,     119,  Kind.MEASURED,   "dellink to DEVICE_DELETED, ACPI"),
    NATIVE_GONE_TO_DELETED  ("pciehp.goneToDeleted",       1065,  1035,   1099, Kind.MEASURED,   "the same with pciehp, which waits 1 s after power off"),
    ACPI_GONE_TO_ACTIVE     ("acpi.goneToActive",          143,   120,    175,  Kind.MEASURED,   "dellink to MIGRATION active, ACPI: QEMU polls every 250 ms"),
    NATIVE_GONE_TO_ACTIVE   ("pciehp.goneToActive",        1160,  1083,   1238, Kind.MEASURED,   "the same with pciehp"),
    ACPI_ADD_TO_LINKED      ("acpi.addToLinked",           304,   233,    619,  Kind.MEASURED,   "device_add to the first link message with a master, ACPI"),
    NATIVE_ADD_TO_LINKED    ("pciehp.addToLinked",         431,   349,    675,  Kind.MEASURED,   "the same with pciehp"),
    NEGOTIATED_TO_LINKED    ("failover.negotiatedToLinked",450,   330,    736,  Kind.MEASURED,   "FAILOVER_NEGOTIATED on the destination to the first link message with a master"),
    REPLUG_TO_LINKED        ("failover.replugToLinked",    138,   132,    166,  Kind.MEASURED,   "a migration that was cancelled or failed, or dellink if later, to the first link message with a master"),
    READY_TO_COMMAND        ("driver.readyToCommand",      1,     0.5,    9.2,  Kind.MEASURED,   "the link message with carrier to the command of the operator who awaited it"),
    COMPLETED_TO_RESUME     ("qemu.completedToResume",     6.3,   0.3,    11.5, Kind.MEASURED,   "MIGRATION completed on A to RESUME on B; 31 runs"),
    STOP_TO_RESUME          ("qemu.stopToResume",          38,    16,     119,  Kind.MEASURED,   "STOP on A to RESUME on B; 31 runs"),
    RESUME_TO_GUEST         ("guest.resumeToMessage",      58,    34,     331,  Kind.MEASURED,   "RESUME on B to the first link message from there; 31 runs");
    // spotless:on

    private static final double NANOS_PER_MILLI = 1e6;

    private final String key;
    private final long nanos;
    private final long leastNanos;
    private final long mostNanos;
    private final Provenance provenance;
    private final String meaning;

    Lag(String key, double millis, double leastMillis, double mostMillis, Kind kind, String meaning) {
        this.key = key;
        this.nanos = Math.round(millis * NANOS_PER_MILLI);
        this.leastNanos = Math.round(leastMillis * NANOS_PER_MILLI);
        this.mostNanos = Math.round(mostMillis * NANOS_PER_MILLI);
        this.provenance = new Provenance(kind, meaning);
        this.meaning = meaning;
    }

    /** Its name in results. */
    public String key() {
        return key;
    }

    /** The value taken, in nanoseconds. */
    public long nanos() {
        return nanos;
    }

    /** The least value seen or thought possible, in nanoseconds. */
    public long leastNanos() {
        return leastNanos;
    }

    /** The greatest value seen or thought possible, in nanoseconds. */
    public long mostNanos() {
        return mostNanos;
    }

    /** How the value came about. */
    public Kind kind() {
        return provenance.kind();
    }

    /** From what to what, and where in the code or by what measurement. */
    public String meaning() {
        return meaning;
    }
}
