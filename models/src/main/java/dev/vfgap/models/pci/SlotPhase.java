package dev.vfgap.models.pci;

/** The timed phases of both kinds of slot, each with the parameter that says how long it lasts. */
public enum SlotPhase {
    /** An event is in the port's status; the guest's pciehp has not taken it. */
    INTERRUPT("pciehp.interrupt"),
    /** As {@link #INTERRUPT}, in poll mode: the time until pciehp looks again follows from this period. */
    POLL("pciehp.pollPeriod"),
    /** A card has been pulled; the port has not noticed. */
    DETECT("pciehp.linkDetect"),
    /** The power indicator blinks; a second press of the button would cancel. */
    BUTTON_WINDOW("pciehp.buttonDelay"),
    /** QEMU resets the function because its power went, or came. */
    FUNCTION_RESET("vfio.flr"),
    /** The power command is written and not yet completed. */
    COMMAND("pciehp.cmdCompletion"),
    /** pciehp sleeps after it has cut the power. */
    POWER_OFF_SLEEP("pciehp.powerOffSleep"),
    /** pciehp waits for the link of a slot that it has powered. */
    LINK_WAIT("pciehp.linkWait"),
    /** pciehp waits for the presence pins of a port without in-band presence. */
    PRESENCE_WAIT("pciehp.presenceWait"),
    /** pciehp reads the device id until it is there. */
    DEVICE_ID_POLL("pciehp.devIdPoll"),
    /** QEMU has raised the event; the guest's ACPI has not acted on the notification. */
    NOTIFY("acpi.notify"),
    /** From the driver's end to QEMU's removal, through {@code _EJ0}. */
    EJECT("acpi.ejectOverhead"),
    /** The PCI core enumerates the function and assigns its BARs. */
    ENUMERATE("pci.enumerate");

    private final String key;

    SlotPhase(String key) {
        this.key = key;
    }

    /** The parameter that says how long this phase lasts. */
    public String key() {
        return key;
    }
}
