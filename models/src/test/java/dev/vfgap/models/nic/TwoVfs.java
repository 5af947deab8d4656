package dev.vfgap.models.nic;

import dev.vfgap.models.frame.FrameHeader;
import java.util.List;

/** An 82576 with two VFs (pools 0 and 1) and the PF (pool 2), each with an address of its own, all switched on. */
final class TwoVfs {
    static final int PF = 2;
    static final long PF_MAC = 0x02_00_00_00_00_0fL;
    static final long VF_0 = 0x02_00_00_00_00_10L;
    static final long VF_1 = 0x02_00_00_00_00_11L;
    static final long STRANGER = 0x02_00_00_00_00_99L;
    static final long GROUP = 0x01_00_5e_00_00_01L;
    static final int IPV4 = 0x0800;

    final FilterRegisters registers = new FilterRegisters(8, 24, 32);
    final Verdict verdict = new Verdict();

    TwoVfs() {
        registers
                .set(PortFlag.RECEIVE_ENABLE)
                .set(PortFlag.TRANSMIT_ENABLE)
                .set(PortFlag.VMDQ)
                .set(PortFlag.LOOPBACK);
        for (PoolFlag flag : List.of(
                PoolFlag.BAM,
                PoolFlag.AUPE,
                PoolFlag.VFRE,
                PoolFlag.VFTE,
                PoolFlag.QUEUE_0,
                PoolFlag.QUEUE_1,
                PoolFlag.DESCRIPTORS_0,
                PoolFlag.DESCRIPTORS_1,
                PoolFlag.TRANSMIT_QUEUE,
                PoolFlag.BUS_MASTER)) {
            registers.write(flag, 0b111);
        }
        registers.defaultPool(PF);
        registers.address(0, PF_MAC, 0b100);
        registers.address(23, VF_0, 0b001);
        registers.address(22, VF_1, 0b010);
    }

    /** The verdict on a frame from the wire, in words. */
    String received(FrameHeader frame) {
        new Classifier(registers).receive(frame, verdict);
        return verdict.toString();
    }

    /** The verdict on a short untagged frame from a stranger. */
    String received(long destination) {
        return received(untagged(destination, STRANGER));
    }

    /** The verdict on a frame that a pool sends, in words. */
    String sent(FrameHeader frame, int pool) {
        new Classifier(registers).transmit(frame, pool, verdict);
        return verdict.toString();
    }

    static FrameHeader untagged(long destination, long source) {
        return FrameHeader.untagged(destination, source, IPV4, 64);
    }

    static FrameHeader tagged(long destination, long source, int vid) {
        return FrameHeader.tagged(destination, source, vid, IPV4, 64);
    }
}
