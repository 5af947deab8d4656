package dev.vfgap.models.nic.family;

import dev.vfgap.models.nic.SameMacPolicy;

/**
 * How the chip of a family, or its emulation, treats frames where families differ.
 *
 * @param defaultPoolNeedsPromisc whether the PF gets unicast that is nobody's only while it is promiscuous
 * @param sameMac who receives a frame whose destination several entries have
 * @param sourcePruning whether a pool is spared frames from its own addresses
 * @param antiSpoof whether the check of a VF's source addresses is built
 * @param unicastHash whether promiscuity uses the unicast hash table: the 82576's UTA
 * @param hashByRope whether that table leads to the pools with ROPE, as the data sheet has it; else to those with ROMPE
 * @param ownBroadcast whether a pool hears the broadcast that it sends
 * @param hwMode what is done with frames between pools at first
 */
public record PortSettings(
        boolean defaultPoolNeedsPromisc,
        SameMacPolicy sameMac,
        boolean sourcePruning,
        boolean antiSpoof,
        boolean unicastHash,
        boolean hashByRope,
        boolean ownBroadcast,
        HwMode hwMode) {

    /** Intel's 82576 as its driver and its data sheet have it. */
    public static final PortSettings IGB =
            new PortSettings(true, SameMacPolicy.ALL, false, true, true, true, false, HwMode.VEB);

    /**
     * QEMU's 82576: it gives the PF all unmatched unicast, leads by the unicast hash table to the pools with ROMPE, checks
     * no sources, and a pool hears its own broadcast ({@code hw/net/igb_core.c}, {@code igb_receive_assign}).
     */
    public static final PortSettings QEMU_IGB =
            new PortSettings(false, SameMacPolicy.ALL, false, false, true, false, true, HwMode.VEB);

    /** Settings of a chip whose unicast hash table, if it is used, obeys ROPE. */
    public PortSettings(
            boolean defaultPoolNeedsPromisc,
            SameMacPolicy sameMac,
            boolean sourcePruning,
            boolean antiSpoof,
            boolean unicastHash,
            boolean ownBroadcast,
            HwMode hwMode) {
        this(
                defaultPoolNeedsPromisc,
                sameMac,
                sourcePruning,
                antiSpoof,
                unicastHash,
                unicastHash,
                ownBroadcast,
                hwMode);
    }

    /** The same with another answer to {@code nic.defaultPoolNeedsPromisc}. */
    public PortSettings withDefaultPoolNeedsPromisc(boolean needs) {
        return new PortSettings(
                needs, sameMac, sourcePruning, antiSpoof, unicastHash, hashByRope, ownBroadcast, hwMode);
    }
}
