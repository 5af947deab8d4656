package dev.vfgap.models.guest;

import static dev.vfgap.models.guest.VfCommand.*;
import static dev.vfgap.models.guest.VfEvent.*;
import static dev.vfgap.models.guest.VfState.*;

import dev.vfgap.simcore.table.TransitionTable;

/** The table of {@link VfDriver}. */
final class VfTable {

    // spotless:off
    static final TransitionTable<VfState, VfEvent, VfCommand> TABLE = TransitionTable
            .of("vf driver", VfState.class, VfEvent.class, VfCommand.class, UNBOUND)
            .on(UNBOUND,             FOUND_AT_BOOT,     READY,               "probed, opened and linked at boot", BUS_MASTER_ON, RESET_MAILBOX, RECEIVE_ON, LOWER_DEVICE_CHANGED)
            .on(UNBOUND,             CAME_READY,        READY,               "the guest's memory came with the driver bound to a function that is another one")
            .on(UNBOUND,             CAME_REGISTERED,   REGISTERED,          "the same, without carrier")
            .on(UNBOUND,             PROBE,             PROBING,             "pci_enable_device, pci_set_master, reset", BUS_MASTER_ON, RESET_MAILBOX, BEGIN_PROBE)
            .on(PROBING,             PROBE_FAILED,      UNBOUND,             "the probe gives up", PROBE_GAVE_UP, BUS_MASTER_OFF, BOUND)
            // net_failover opens it within the registration.
            .on(PROBING,             NETDEV_REGISTERED, OPENING,             "failover_slave_register: link upper, then dev_open", LINKED_TO_FAILOVER, BEGIN_OPEN)
            .on(OPENING,             VfEvent.OPENED,    VfState.OPENED,      "ndo_open: rings filled, queues on", RECEIVE_ON, BEGIN_POINTER, BEGIN_CARRIER)
            .on(VfState.OPENED,      CARRIER_ON,        OPENED_WITH_CARRIER, "carrier before the pointer")
            .on(VfState.OPENED,      POINTER_SET,       REGISTERED,          "net_failover_slave_register: the standby is shadowed", LOWER_DEVICE_CHANGED, BOUND)
            .on(OPENED_WITH_CARRIER, CARRIER_OFF,       VfState.OPENED,      "the carrier is lost again")
            .on(OPENED_WITH_CARRIER, POINTER_SET,       READY,               "the standby is shadowed, the primary transmits", LOWER_DEVICE_CHANGED, LINK_UP, BOUND)
            .ignore(VfState.OPENED,  CARRIER_OFF,       "there was no carrier")
            // net_failover cannot open it: the pointer is set all the same.
            .on(PROBING,             NETDEV_REGISTERED_UNOPENED, UNOPENED,   "net_failover_slave_register tolerates EBUSY: the standby is shadowed by a closed VF", LINKED_TO_FAILOVER, BEGIN_RENAME, LOWER_DEVICE_CHANGED, BOUND)
            .on(UNOPENED,            RENAMED,           OPENING_LATE,        "failover_slave_name_change: dev_open", BEGIN_OPEN)
            .on(UNOPENED,            REMOVE,            UNREGISTERING,       "not open: nothing to stop", GIVE_UP_PHASES, BEGIN_UNREGISTER)
            .on(OPENING_LATE,        VfEvent.OPENED,    REGISTERED,          "ndo_open: rings filled, queues on", RECEIVE_ON, BEGIN_CARRIER)
            .on(OPENING_LATE,        OPENED_LINKED,     READY,               "ndo_open: rings filled, queues on, carrier", RECEIVE_ON, LOWER_DEVICE_CHANGED, LINK_UP)
            .on(OPENING_LATE,        REMOVE,            OPENING_LATE_TO_REMOVE, "unregister_netdev waits for RTNL")
            .on(OPENING_LATE_TO_REMOVE, VfEvent.OPENED, STOPPING,            "__dev_close_many", BEGIN_STOP)
            .on(OPENING_LATE_TO_REMOVE, OPENED_LINKED,  STOPPING,            "__dev_close_many", BEGIN_STOP)
            // Somebody else opens and closes it.
            .on(PROBING,             NETDEV_REGISTERED_ALONE, CLOSED,        "register_netdev: a netdev that is down", NETDEV_THERE, BOUND)
            .on(CLOSED,              OPEN,              JOINING,             "dev_open", BEGIN_OPEN)
            .on(CLOSED,              REMOVE,            UNREGISTERING,       "not open: nothing to stop", BEGIN_UNREGISTER)
            .on(JOINING,             VfEvent.OPENED,    REGISTERED,          "ndo_open: rings filled, queues on", RECEIVE_ON, LOWER_DEVICE_CHANGED, BEGIN_CARRIER)
            .on(JOINING,             OPENED_LINKED,     READY,               "ndo_open: rings filled, queues on, carrier", RECEIVE_ON, LOWER_DEVICE_CHANGED, LINK_UP)
            .on(JOINING,             REMOVE,            JOINING_TO_REMOVE,   "unregister_netdev waits for RTNL")
            .on(JOINING_TO_REMOVE,   VfEvent.OPENED,    STOPPING,            "__dev_close_many", BEGIN_STOP)
            .on(JOINING_TO_REMOVE,   OPENED_LINKED,     STOPPING,            "__dev_close_many", BEGIN_STOP)
            .on(REGISTERED,          CLOSE,             CLOSING,             "__dev_close_many: not running, receive stops", GIVE_UP_PHASES, RECEIVE_OFF, LOWER_DEVICE_CHANGED, BEGIN_STOP)
            .on(READY,               CLOSE,             CLOSING,             "__dev_close_many: not running, receive stops", GIVE_UP_PHASES, RECEIVE_OFF, LOWER_DEVICE_CHANGED, BEGIN_STOP)
            .on(RESETTING,           CLOSE,             CLOSING,             "__dev_close_many: not running", GIVE_UP_PHASES, LOWER_DEVICE_CHANGED, BEGIN_STOP)
            .on(CLOSING,             STOPPED,           CLOSED,              "ndo_stop done", CLOSE_MAILBOX)
            .on(CLOSING,             OPEN,              CLOSING_TO_OPEN,     "dev_open waits for RTNL")
            .on(CLOSING,             REMOVE,            CLOSING_TO_REMOVE,   "unregister_netdev waits for RTNL")
            .on(CLOSING_TO_OPEN,     STOPPED,           JOINING,             "dev_open", CLOSE_MAILBOX, BEGIN_OPEN)
            .on(CLOSING_TO_OPEN,     CLOSE,             CLOSING,             "closed again before it is open")
            .on(CLOSING_TO_OPEN,     REMOVE,            CLOSING_TO_REMOVE,   "unregister_netdev waits for RTNL")
            .on(CLOSING_TO_REMOVE,   STOPPED,           UNREGISTERING,       "ndo_stop done: unlist, flush, synchronize_net", CLOSE_MAILBOX, BEGIN_UNREGISTER)
            // While it runs.
            .on(REGISTERED,          CARRIER_ON,        READY,               "net_failover_xmit_ready: the primary transmits", LOWER_DEVICE_CHANGED, LINK_UP)
            .ignore(REGISTERED,      CARRIER_OFF,       "there was no carrier")
            .on(REGISTERED,          RESET,             RESETTING,           "the PF resets it: the queues are gone", GIVE_UP_PHASES, RESET_BEGUN)
            .on(READY,               CARRIER_OFF,       REGISTERED,          "transmit moves to the standby, whose receive stays shadowed", LOWER_DEVICE_CHANGED, LINK_DOWN)
            .on(READY,               RESET,             RESETTING,           "the PF resets it: the queues and the carrier are gone", GIVE_UP_PHASES, RESET_BEGUN, LOWER_DEVICE_CHANGED, LINK_DOWN)
            .on(RESETTING,           RESET_DONE,        REGISTERED,          "the driver has set up its queues anew", RESET_OVER, BEGIN_CARRIER)
            .on(RESETTING,           REMOVE,            STOPPING,            "__dev_close_many: not running", GIVE_UP_PHASES, BEGIN_STOP)
            // The way out.
            .on(READY,               REMOVE,            STOPPING,            "__dev_close_many: not running, receive stops", GIVE_UP_PHASES, RECEIVE_OFF, LOWER_DEVICE_CHANGED, BEGIN_STOP)
            .on(REGISTERED,          REMOVE,            STOPPING,            "__dev_close_many: not running, receive stops", GIVE_UP_PHASES, RECEIVE_OFF, BEGIN_STOP)
            .on(STOPPING,            STOPPED,           UNREGISTERING,       "ndo_stop done: unlist, flush, synchronize_net", CLOSE_MAILBOX, BEGIN_UNREGISTER)
            .on(UNREGISTERING,       POINTER_CLEARED,   RELEASING,           "failover_slave_unregister: the standby receives", LOWER_DEVICE_CHANGED, GONE, BEGIN_RELEASE)
            .on(RELEASING,           RELEASED,          UNBOUND,             "pci_disable_device", BUS_MASTER_OFF, REMOVED)
            .on(UNBOUND,             REMOVE,            UNBOUND,             "there is no driver to remove", REMOVED)
            .errorElsewhere(FOUND_AT_BOOT,     "the guest has booted")
            .errorElsewhere(CAME_READY,        "a driver is bound")
            .errorElsewhere(CAME_REGISTERED,   "a driver is bound")
            .errorElsewhere(PROBE,             "a driver is bound")
            .errorElsewhere(PROBE_FAILED,      "no probe is under way")
            .errorElsewhere(REMOVE,            "probe and remove run under the device lock, one after the other")
            .errorElsewhere(NETDEV_REGISTERED, "no probe is under way")
            .errorElsewhere(NETDEV_REGISTERED_UNOPENED, "no probe is under way")
            .errorElsewhere(NETDEV_REGISTERED_ALONE, "no probe is under way")
            .errorElsewhere(RENAMED,           "no rename is waited for")
            .errorElsewhere(VfEvent.OPENED,    "no open is under way")
            .errorElsewhere(OPENED_LINKED,     "no open is under way")
            .errorElsewhere(POINTER_SET,       "no open precedes it")
            .errorElsewhere(STOPPED,           "no stop is under way")
            .errorElsewhere(POINTER_CLEARED,   "no unregister is under way")
            .errorElsewhere(RELEASED,          "no remove is under way")
            .ignoreElsewhere(OPEN,             "there is no closed netdev")
            .ignoreElsewhere(CLOSE,            "it is not open, or will not be for long")
            .ignoreElsewhere(RESET,            "it is not open, or being reset: whoever waits for the device waits longer")
            .ignoreElsewhere(RESET_DONE,       "it was not open when the reset began")
            .errorElsewhere(CARRIER_ON,        "the device is not open, or has carrier: nobody looks for it")
            .errorElsewhere(CARRIER_OFF,       "the device is not open: nobody looks at its carrier")
            .build();
    // spotless:on

    private VfTable() {}
}
