package dev.vfgap.models.pci;

/**
 * The states of Linux's pciehp, with {@code POWERON} and {@code POWEROFF} split into their steps.
 *
 * <p>Source: Linux {@code drivers/pci/hotplug/pciehp.h}; the steps are those of {@code board_added} and {@code
 * remove_board} in {@code pciehp_ctrl.c}, in their order.
 */
public enum PciehpState {
    /** No power; empty, or its card unnoticed. */
    OFF(PowerIndicator.OFF),
    /** The button was pressed while off; power on after the button window. */
    BLINKINGON(PowerIndicator.BLINKING),
    /** Powered; waiting for the link. */
    POWERON_LINK(PowerIndicator.BLINKING),
    /** Powered; reading the device id. */
    POWERON_DEVICE_ID(PowerIndicator.BLINKING),
    /** The PCI core adds the function. */
    POWERON_ENUMERATE(PowerIndicator.BLINKING),
    /** The network driver probes. */
    POWERON_PROBE(PowerIndicator.BLINKING),
    /** In use. */
    ON(PowerIndicator.ON),
    /** The button was pressed while on; removal after the button window. */
    BLINKINGOFF(PowerIndicator.BLINKING),
    /** The network driver is being removed. */
    POWEROFF_UNCONFIGURE(PowerIndicator.BLINKING),
    /** The power is cut and the function is being reset by it. */
    POWEROFF_RESET(PowerIndicator.BLINKING),
    /** Sleeping for a second after the power was cut. */
    POWEROFF_SLEEP(PowerIndicator.BLINKING);

    /** What the slot's power indicator shows; QEMU judges an unplug request by it. */
    public enum PowerIndicator {
        OFF,
        BLINKING,
        ON
    }

    private final PowerIndicator indicator;

    PciehpState(PowerIndicator indicator) {
        this.indicator = indicator;
    }

    /**
     * The power indicator in this state.
     *
     * <p>Not modelled: after a surprise removal it stays on until power is off, here it blinks.
     */
    public PowerIndicator indicator() {
        return indicator;
    }

    /** Whether pciehp's interrupt thread is busy powering the slot on or off, so that events have to wait. */
    public boolean threadAtWork() {
        return switch (this) {
            case OFF, BLINKINGON, ON, BLINKINGOFF -> false;
            case POWERON_LINK, POWERON_DEVICE_ID, POWERON_ENUMERATE, POWERON_PROBE -> true;
            case POWEROFF_UNCONFIGURE, POWEROFF_RESET, POWEROFF_SLEEP -> true;
        };
    }
}
