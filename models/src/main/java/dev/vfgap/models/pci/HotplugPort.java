package dev.vfgap.models.pci;

/** What a slot orders from the rest of the model. */
public interface HotplugPort {

    /** How a device leaves its driver. */
    enum Removal {
        /** The device still answers. */
        SAFE,
        /** The device is gone: it is marked disconnected before the driver's remove runs. */
        SURPRISE
    }

    /** The PCI core calls the network driver's remove; {@link HotplugSlot#driverRemoved()} ends it. */
    void unbindDriver(Removal removal);

    /** QEMU resets the function because the guest cut the slot's power (a function-level reset for a VF). */
    void functionReset();

    /** The guest has let the card go; QEMU's {@code do_unplug} or {@code _EJ0}. */
    void unplugged();

    /** The PCI core calls the network driver's probe; {@link HotplugSlot#driverBound()} ends it. */
    void probeDriver();
}
