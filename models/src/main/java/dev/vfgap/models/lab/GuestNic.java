package dev.vfgap.models.lab;

import dev.vfgap.models.guest.DriverProfile;
import dev.vfgap.models.lab.PrimaryKind.WhileDeaf;
import java.util.List;
import java.util.Objects;

/**
 * A primary and its driver in the guest.
 *
 * @param driver when the driver reports carrier
 * @param kind what becomes of frames that reach the device while it cannot receive
 * @param receiveStarts from when on it receives
 * @param pokes how often its driver has QEMU offer it a waiting frame too early, which is lost then
 * @param origin whether it is a virtual function or made by QEMU
 * @param usualNic the name of the NIC family whose VFs this driver usually has; {@link #BRIDGE} for what QEMU emulates
 */
public record GuestNic(
        DriverProfile driver,
        PrimaryKind kind,
        ReceiveStarts receiveStarts,
        Pokes pokes,
        Origin origin,
        String usualNic) {
    /** The name of no NIC: a bridge with one port for each of QEMU's devices. */
    public static final String BRIDGE = "bridge";

    /** Where a device comes from. */
    public enum Origin {
        /** A virtual function, passed through. */
        PASSED_THROUGH,
        /** A model of QEMU. */
        EMULATED
    }

    /** From when on a device hands frames over. */
    public enum ReceiveStarts {
        /** Once its driver has opened it: a VF's queues are on, whatever its link says. */
        AT_OPEN,
        /** Once its line is negotiated: QEMU's e1000e. */
        AT_CARRIER
    }

    /**
     * Writes of a driver to the registers of a device that holds frames while it is deaf. At each of them QEMU hands the
     * oldest waiting frame to the device, which refuses it, and it is lost.
     *
     * <p>Source: QEMU 10.0 {@code hw/net/e1000e_core.c} ({@code e1000e_start_recv}, {@code e1000e_receive}); Linux 6.12
     * {@code e1000e/netdev.c}: bus mastering and a reset in the probe, in the open 16 writes of the receive tail ({@code
     * e1000_alloc_rx_buffers}), RCTL and the address lists.
     *
     * <p>Not modelled: three more that are seen where the device was made while its guest was stopped.
     *
     * @param atProbe when the driver is probed
     * @param atOpen when the driver opens it
     */
    public record Pokes(int atProbe, int atOpen) {
        static final Pokes NONE = new Pokes(0, 0);
        static final Pokes E1000E = new Pokes(2, 20);
    }

    private static final List<GuestNic> KNOWN = List.of(
            vf(DriverProfile.carrierByTimer("igbvf"), "igb"),
            vf(DriverProfile.carrierByTimer("ixgbevf"), "ixgbe"),
            vf(DriverProfile.carrierAfterNegotiation("iavf"), "i40e"),
            vf(DriverProfile.carrierAtOpen("mlx5_core"), "mlx5"),
            new GuestNic(
                    DriverProfile.carrierAfterNegotiation("e1000e"),
                    new PrimaryKind("e1000e", WhileDeaf.HOLDS),
                    ReceiveStarts.AT_CARRIER,
                    Pokes.E1000E,
                    Origin.EMULATED,
                    BRIDGE),
            new GuestNic(
                    DriverProfile.carrierAtOpen("vmxnet3"),
                    new PrimaryKind("vmxnet3", WhileDeaf.DROPS),
                    ReceiveStarts.AT_OPEN,
                    Pokes.NONE,
                    Origin.EMULATED,
                    BRIDGE));

    public GuestNic {
        Objects.requireNonNull(driver, "driver");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(receiveStarts, "receiveStarts");
        Objects.requireNonNull(pokes, "pokes");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(usualNic, "usualNic");
    }

    /** The drivers that {@link #of} knows. */
    public static List<String> names() {
        return KNOWN.stream().map(nic -> nic.driver.name()).toList();
    }

    /**
     * The primary of a driver, by the driver's name in Linux (vmxnet3 and e1000e are emulated by QEMU).
     *
     * @throws IllegalArgumentException when it is not known
     */
    public static GuestNic of(String driver) {
        return KNOWN.stream()
                .filter(nic -> nic.driver.name().equals(driver))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no driver \"" + driver + "\"; known are " + String.join(", ", names())));
    }

    /** Whether it is a model of QEMU. */
    public boolean isEmulated() {
        return origin == Origin.EMULATED;
    }

    private static GuestNic vf(DriverProfile driver, String usualNic) {
        return new GuestNic(driver, PrimaryKind.VF, ReceiveStarts.AT_OPEN, Pokes.NONE, Origin.PASSED_THROUGH, usualNic);
    }
}
