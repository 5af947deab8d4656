package dev.vfgap.models.pci;

/** The timed phases of both kinds of slot, each with the parameter that says how long it lasts. */
public enum SlotPhase {
    /** QEMU has raised the event; the guest's pciehp has not taken it. */
    INTERRUPT("pciehp.interrupt"),
    /** The power indicator blinks; a second press of the button would cancel. */
    BUTTON_WINDOW("pciehp.buttonDelay"),
    /** QEMU resets the function because its power went. */
    FUNCTION_RESET("vfio.flr"),
    /** pciehp sleeps after it has cut the power. */
    POWER_OFF_SLEEP("pciehp.powerOffSleep"),
    /** pciehp waits for the link of a slot that it has powered. */
    LINK_WAIT("pciehp.linkWait"),
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
