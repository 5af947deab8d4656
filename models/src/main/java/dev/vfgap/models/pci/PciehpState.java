package dev.vfgap.models.pci;

/**
 * The states of Linux's pciehp, with {@code POWERON} and {@code POWEROFF} split into their steps.
 *
 * <p>Source: Linux {@code drivers/pci/hotplug/pciehp.h}; the steps are those of {@code board_added}, {@code
 * set_slot_off} and {@code remove_board} in {@code pciehp_ctrl.c}, in their order.
 */
public enum PciehpState {
    /** The guest has no pciehp, or not yet: events wait in the port's status bits. */
    NO_DRIVER,
    /** No power; empty, or its card unnoticed. */
    OFF,
    /** The button was pressed while off; power on after the button window. */
    BLINKINGON,
    /** The power command is written, and the function reset by it; its completion is awaited. */
    POWERON_COMMAND,
    /** Powered; waiting for the link. */
    POWERON_LINK,
    /** Powered, the link is up; waiting for the presence pins where they are late. */
    POWERON_PRESENCE,
    /** Powered; reading the device id. */
    POWERON_DEVICE_ID,
    /** The PCI core adds the function. */
    POWERON_ENUMERATE,
    /** The network driver probes. */
    POWERON_PROBE,
    /** No link or no device: the power command is written again, off, and its completion awaited. */
    POWERON_UNDO,
    /** Sleeping for a second after that. */
    POWERON_UNDO_SLEEP,
    /** In use. */
    ON,
    /** The button was pressed while on; removal after the button window. */
    BLINKINGOFF,
    /** The network driver is being removed. */
    POWEROFF_UNCONFIGURE,
    /** The power is cut, and the function reset by it; the command's completion is awaited. */
    POWEROFF_COMMAND,
    /** Sleeping for a second after the power was cut. */
    POWEROFF_SLEEP;

    /** Whether pciehp's interrupt thread is free to take events; otherwise they wait. */
    public boolean takesEvents() {
        return switch (this) {
            case OFF, BLINKINGON, ON, BLINKINGOFF -> true;
            case NO_DRIVER -> false;
            case POWERON_COMMAND, POWERON_LINK, POWERON_PRESENCE, POWERON_DEVICE_ID -> false;
            case POWERON_ENUMERATE, POWERON_PROBE, POWERON_UNDO, POWERON_UNDO_SLEEP -> false;
            case POWEROFF_UNCONFIGURE, POWEROFF_COMMAND, POWEROFF_SLEEP -> false;
        };
    }

    /** Whether the guest has the function in use, or did until just now. */
    boolean functionKnown() {
        return this == ON || this == BLINKINGOFF;
    }
}
