package dev.vfgap.models.pci;

import static dev.vfgap.models.pci.PciehpCommand.*;
import static dev.vfgap.models.pci.PciehpEvent.*;
import static dev.vfgap.models.pci.PciehpState.*;

import dev.vfgap.simcore.table.TransitionTable;

/** The table of {@link PciehpSlot}. */
final class PciehpTable {

    // spotless:off
    static final TransitionTable<PciehpState, PciehpEvent, PciehpCommand> TABLE = TransitionTable
            .of("pciehp slot", PciehpState.class, PciehpEvent.class, PciehpCommand.class, NO_DRIVER)
            .on(NO_DRIVER,            DRIVER_STARTS_EMPTY,    OFF,                  "pcie_init: no device on the bus", NOTICE_EARLIER_EVENTS)
            .on(NO_DRIVER,            DRIVER_STARTS_OCCUPIED, ON,                   "pcie_init: the boot's scan has found a device; what came before is kept by QEMU's work-around", NOTICE_EARLIER_EVENTS)
            .ignore(NO_DRIVER,        FOUND_AT_BOOT,          "pciehp is not there yet")
            .ignore(NO_DRIVER,        SYSTEM_RESET,           "pciehp is not there yet")
            .on(OFF,                  FOUND_AT_BOOT,          ON,                   "pcie_init: the slot is occupied and powered")
            .on(OFF,                  ATTENTION_BUTTON,       BLINKINGON,           "indicator blinks, delayed work 5 s", INDICATOR_BLINKS, START_BUTTON_WINDOW)
            .on(OFF,                  PRESENCE_CHANGED,       OFF,                  "is it occupied?", LOOK)
            .on(OFF,                  LINK_CHANGED,           OFF,                  "is it occupied?", LOOK)
            .on(OFF,                  OCCUPIED,               POWERON_COMMAND,      "card present: board_added", POWER_ON)
            .ignore(OFF,              EMPTY,                  "the slot is off already")
            .on(BLINKINGON,           ATTENTION_BUTTON,       OFF,                  "second press cancels; QEMU takes the card of a slot that is off", CANCEL_BUTTON_WINDOW, INDICATOR_OFF)
            .on(BLINKINGON,           BUTTON_WINDOW_ENDED,    BLINKINGON,           "pciehp_queue_pushbutton_work asks for a look", REQUEST_ENABLE)
            .on(BLINKINGON,           PRESENCE_CHANGED,       BLINKINGON,           "is it occupied?", LOOK)
            .on(BLINKINGON,           LINK_CHANGED,           BLINKINGON,           "is it occupied?", LOOK)
            .on(BLINKINGON,           OCCUPIED,               POWERON_COMMAND,      "card present: the window is cancelled, no 5 s on plug", CANCEL_BUTTON_WINDOW, POWER_ON)
            .on(BLINKINGON,           EMPTY,                  OFF,                  "no card: the window is cancelled", CANCEL_BUTTON_WINDOW, INDICATOR_OFF)
            .on(POWERON_COMMAND,      COMMAND_COMPLETED,      POWERON_LINK,         "pciehp_check_link_status", INDICATOR_BLINKS, WAIT_FOR_LINK)
            .on(POWERON_COMMAND,      COMMAND_TIMED_OUT,      POWERON_LINK,         "\"Timeout on hotplug command\", and on", INDICATOR_BLINKS, WAIT_FOR_LINK)
            .on(POWERON_COMMAND,      NO_POWER_CONTROLLER,    POWERON_LINK,         "always powered", INDICATOR_BLINKS, WAIT_FOR_LINK)
            .on(POWERON_LINK,         LINK_WAITED,            POWERON_PRESENCE,     "pcie_wait_for_link", WAIT_FOR_PRESENCE)
            .on(POWERON_LINK,         NO_LINK,                POWERON_UNDO,         "\"No link\": set_slot_off", POWER_OFF)
            .on(POWERON_PRESENCE,     PRESENCE_WAITED,        POWERON_DEVICE_ID,    "pcie_wait_for_presence, or in-band presence", POLL_DEVICE_ID)
            .on(POWERON_DEVICE_ID,    DEVICE_ANSWERS,         POWERON_ENUMERATE,    "pciehp_configure_device; changes up to here are ignored", IGNORE_CHANGES, ENUMERATE)
            .on(POWERON_DEVICE_ID,    DEVICE_MISSING,         POWERON_UNDO,         "\"No device found\": set_slot_off", POWER_OFF)
            .on(POWERON_ENUMERATE,    ENUMERATED,             POWERON_PROBE,        "pci_bus_add_devices: probe runs inside board_added", PROBE_DRIVER)
            .on(POWERON_PROBE,        DRIVER_BOUND,           ON,                   "indicator on", INDICATOR_ON, TAKE_PENDING_EVENTS)
            .on(POWERON_UNDO,         COMMAND_COMPLETED,      POWERON_UNDO_SLEEP,   "msleep(1000)", SLEEP)
            .on(POWERON_UNDO,         COMMAND_TIMED_OUT,      POWERON_UNDO_SLEEP,   "\"Timeout on hotplug command\", and on", SLEEP)
            .on(POWERON_UNDO,         NO_POWER_CONTROLLER,    OFF,                  "always powered: no sleep", INDICATOR_OFF, TAKE_PENDING_EVENTS)
            .on(POWERON_UNDO_SLEEP,   POWER_OFF_SLEPT,        OFF,                  "power on failed", INDICATOR_OFF, TAKE_PENDING_EVENTS)
            .on(ON,                   ATTENTION_BUTTON,       BLINKINGOFF,          "indicator blinks, delayed work 5 s", INDICATOR_BLINKS, START_BUTTON_WINDOW)
            .on(ON,                   DISABLE_REQUESTED,      POWEROFF_UNCONFIGURE, "remove_board, safe", UNBIND_DRIVER)
            .on(ON,                   PRESENCE_CHANGED,       POWEROFF_UNCONFIGURE, "surprise removal, whatever is there now", UNBIND_LOST_DEVICE)
            .on(ON,                   LINK_CHANGED,           POWEROFF_UNCONFIGURE, "surprise removal, whatever is there now", UNBIND_LOST_DEVICE)
            .on(BLINKINGOFF,          ATTENTION_BUTTON,       ON,                   "second press cancels", CANCEL_BUTTON_WINDOW, INDICATOR_ON)
            .on(BLINKINGOFF,          BUTTON_WINDOW_ENDED,    BLINKINGOFF,          "pciehp_queue_pushbutton_work asks for the disabling", REQUEST_DISABLE)
            .on(BLINKINGOFF,          DISABLE_REQUESTED,      POWEROFF_UNCONFIGURE, "remove_board, safe", CANCEL_BUTTON_WINDOW, UNBIND_DRIVER)
            .on(BLINKINGOFF,          PRESENCE_CHANGED,       POWEROFF_UNCONFIGURE, "surprise removal, whatever is there now", CANCEL_BUTTON_WINDOW, UNBIND_LOST_DEVICE)
            .on(BLINKINGOFF,          LINK_CHANGED,           POWEROFF_UNCONFIGURE, "surprise removal, whatever is there now", CANCEL_BUTTON_WINDOW, UNBIND_LOST_DEVICE)
            .on(POWEROFF_UNCONFIGURE, DRIVER_REMOVED,         POWEROFF_COMMAND,     "pciehp_power_off_slot", POWER_OFF)
            .on(POWEROFF_COMMAND,     COMMAND_COMPLETED,      POWEROFF_SLEEP,       "msleep(1000)", SLEEP)
            .on(POWEROFF_COMMAND,     COMMAND_TIMED_OUT,      POWEROFF_SLEEP,       "\"Timeout on hotplug command\", and on", SLEEP)
            .on(POWEROFF_COMMAND,     NO_POWER_CONTROLLER,    OFF,                  "always powered: no sleep", INDICATOR_OFF, TAKE_PENDING_EVENTS)
            .on(POWEROFF_SLEEP,       POWER_OFF_SLEPT,        OFF,                  "changes that the loss of power made are ignored; indicator off: QEMU's do_unplug", IGNORE_CHANGES, INDICATOR_OFF, TAKE_PENDING_EVENTS)
            .onElsewhere(SYSTEM_RESET,              NO_DRIVER, "the guest boots again", GIVE_UP_PHASES)
            .errorElsewhere(ATTENTION_BUTTON,       "the interrupt thread is at work, or not there: an event waits")
            .errorElsewhere(PRESENCE_CHANGED,       "the interrupt thread is at work, or not there: an event waits")
            .errorElsewhere(LINK_CHANGED,           "the interrupt thread is at work, or not there: an event waits")
            .errorElsewhere(DISABLE_REQUESTED,      "asked of a slot that is on, and taken before it is off")
            .errorElsewhere(OCCUPIED,               "only an off slot is looked at")
            .errorElsewhere(EMPTY,                  "only an off slot is looked at")
            .errorElsewhere(FOUND_AT_BOOT,          "the guest has booted")
            .errorElsewhere(DRIVER_STARTS_EMPTY,    "pciehp is there")
            .errorElsewhere(DRIVER_STARTS_OCCUPIED, "pciehp is there")
            .errorElsewhere(BUTTON_WINDOW_ENDED,    "no button window is open")
            .errorElsewhere(NO_POWER_CONTROLLER,    "no power command is due")
            .errorElsewhere(COMMAND_COMPLETED,      "no power command is under way")
            .errorElsewhere(COMMAND_TIMED_OUT,      "no power command is under way")
            .errorElsewhere(LINK_WAITED,            "no wait for a link")
            .errorElsewhere(NO_LINK,                "no wait for a link")
            .errorElsewhere(PRESENCE_WAITED,        "no wait for the presence pins")
            .errorElsewhere(DEVICE_ANSWERS,         "no device id is read")
            .errorElsewhere(DEVICE_MISSING,         "no device id is read")
            .errorElsewhere(ENUMERATED,             "nothing is enumerated")
            .errorElsewhere(DRIVER_BOUND,           "no probe was asked for")
            .errorElsewhere(DRIVER_REMOVED,         "no removal was asked for")
            .errorElsewhere(POWER_OFF_SLEPT,        "no sleep is under way")
            .build();
    // spotless:on

    private PciehpTable() {}
}
