package dev.vfgap.models.nic.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Mac;
import dev.vfgap.models.nic.Classifier;
import dev.vfgap.models.nic.DropReason;
import dev.vfgap.models.nic.PortFlag;
import dev.vfgap.models.nic.Verdict;
import org.junit.jupiter.api.Test;

/** What the settings of a family do to frames between its pools, and a VF's VLAN to those from the wire. */
class FamilyTrafficTest {
    private static final long PF = Mac.parse("02:00:00:00:00:10");
    private static final long M = Mac.parse("52:54:00:fa:11:0e");
    private static final long PEER = Mac.parse("02:00:00:00:00:aa");
    private static final int VF = 0;

    @Test
    void aFrameOfTheHostForADeadVfIsLostInside() {
        VirtualizedNic nic = nic(family("igb"));
        nic.adminMac(VF, M);
        Verdict verdict = send(nic, nic.pfPool(), frame(M, PF));
        assertThat(verdict.leavesOnWire()).isFalse();
        assertThat(verdict.dropped()).contains(DropReason.POOL_RX_DISABLED);
    }

    @Test
    void inVepaModeItGoesToTheWire() {
        VirtualizedNic nic = nic(family("ixgbe"));
        nic.adminMac(VF, M);
        nic.hwMode(HwMode.VEPA);
        assertThat(send(nic, nic.pfPool(), frame(M, PF)).leavesOnWire()).isTrue();
    }

    @Test
    void aVfSendsFromItsOwnAddressOnlyUnlessTheHostAllowsOrTheChipIsEmulated() {
        VirtualizedNic chip = used(family("igb"));
        assertThat(send(chip, VF, frame(PEER, M)).leavesOnWire()).isTrue();
        assertThat(send(chip, VF, frame(PEER, M + 1)).dropped()).contains(DropReason.SPOOFED);
        chip.spoofCheck(VF, Setting.OFF);
        assertThat(send(chip, VF, frame(PEER, M + 1)).leavesOnWire()).isTrue();

        VirtualizedNic emulated = used(family("igb").on(PortSettings.QEMU_IGB));
        assertThat(send(emulated, VF, frame(PEER, M + 1)).leavesOnWire()).isTrue();

        VirtualizedNic unchecked = used(family("mlx5"));
        assertThat(send(unchecked, VF, frame(PEER, M + 1)).leavesOnWire()).isTrue();
    }

    /** A guest's broadcast by its standby comes back by its VF, except where sources are pruned. */
    @Test
    void aGuestHearsItsOwnBroadcastByItsVf() {
        VirtualizedNic igb = used(family("igb"));
        assertThat(send(igb, igb.pfPool(), frame(Mac.BROADCAST, M)).reaches(VF)).isTrue();
        VirtualizedNic i40e = used(family("i40e"));
        Verdict pruned = send(i40e, i40e.pfPool(), frame(Mac.BROADCAST, M));
        assertThat(pruned.refusedBy(VF)).contains(DropReason.SOURCE_PRUNED);
    }

    /** As measured: only the VLAN's frames are the VF's, the others stay the PF's. */
    @Test
    void aVfInAVlanTakesThatVlanAndLeavesTheRestToThePf() {
        VirtualizedNic nic = nic(family("igb").on(PortSettings.QEMU_IGB));
        nic.addPromiscuity();
        nic.adminMac(VF, M);
        nic.adminVlan(VF, 100);
        assertThat(receive(nic, tagged(100)).dropped()).contains(DropReason.POOL_RX_DISABLED);
        assertThat(receive(nic, frame(M, PEER)).reaches(nic.pfPool())).isTrue();
        nic.probeDriver(VF);
        nic.openDriver(VF);
        assertThat(receive(nic, tagged(100)).pools()).isEqualTo(1L << VF);
        assertThat(receive(nic, frame(M, PEER)).pools()).isEqualTo(1L << nic.pfPool());
    }

    @Test
    void aFullTableRefusesAVfItsMac() {
        VirtualizedNic nic = nic(family("ixgbe"));
        for (int i = 1; i < 128; i++) {
            assertThat(nic.addFdbSelf(PEER + i)).isEqualTo(Outcome.APPLIED);
        }
        assertThat(nic.adminMac(VF, M)).isEqualTo(new Outcome.Refused("RTNETLINK answers: Cannot allocate memory"));
        nic.removeAddress(PEER + 5);
        assertThat(nic.adminMac(VF, M)).isEqualTo(Outcome.APPLIED);
        assertThat(nic.registers().address(5)).isEqualTo(M);
    }

    @Test
    void theLinkOfAnEarlierResetDoesNotOpenThePortOfALaterOne() {
        VirtualizedNic nic = nic(family("igb"));
        Pending first = nic.pfReset().pending().get(0);
        Pending second = nic.pfReset().pending().get(0);
        nic.complete(first);
        assertThat(nic.registers().has(PortFlag.RECEIVE_ENABLE)).isFalse();
        nic.complete(second);
        assertThat(nic.registers().has(PortFlag.RECEIVE_ENABLE)).isTrue();
    }

    private static FrameHeader frame(long destination, long source) {
        return new FrameHeader(destination, source, 0, 0, 0, 0, 0x0800, 60, 0);
    }

    private static FrameHeader tagged(int vid) {
        return new FrameHeader(M, PEER, FrameHeader.C_TAG, vid, 0, 0, 0x0800, 64, 0);
    }

    private static Verdict send(VirtualizedNic nic, int pool, FrameHeader frame) {
        Verdict verdict = new Verdict();
        new Classifier(nic.registers()).transmit(frame, pool, verdict);
        return verdict;
    }

    private static Verdict receive(VirtualizedNic nic, FrameHeader frame) {
        Verdict verdict = new Verdict();
        new Classifier(nic.registers()).receive(frame, verdict);
        return verdict;
    }

    private static NicFamily family(String name) {
        return NicFamilies.of(name).orElseThrow();
    }

    private static VirtualizedNic nic(NicFamily family) {
        VirtualizedNic nic = new VirtualizedNic(family, PF);
        nic.settle(nic.pfUp());
        nic.settle(nic.createVfs(1));
        return nic;
    }

    private static VirtualizedNic used(NicFamily family) {
        VirtualizedNic nic = nic(family);
        nic.settle(nic.adminMac(VF, M));
        nic.settle(nic.probeDriver(VF));
        nic.settle(nic.openDriver(VF));
        return nic;
    }
}
