package dev.vfgap.models.nic;

import static dev.vfgap.models.nic.TwoVfs.GROUP;
import static dev.vfgap.models.nic.TwoVfs.IPV4;
import static dev.vfgap.models.nic.TwoVfs.PF;
import static dev.vfgap.models.nic.TwoVfs.STRANGER;
import static dev.vfgap.models.nic.TwoVfs.VF_0;
import static dev.vfgap.models.nic.TwoVfs.VF_1;
import static dev.vfgap.models.nic.TwoVfs.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Mac;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One rule of receiving a test, in the order of the steps of {@code docs/nic.md}. */
class ReceiveStepsTest {
    private final TwoVfs chip = new TwoVfs();
    private final FilterRegisters nic = chip.registers;

    @Test
    void aPortThatIsOffTakesNothing() { // 0
        nic.clear(PortFlag.RECEIVE_ENABLE);

        assertThat(chip.received(VF_0)).isEqualTo("dropped: RX_DISABLED");
    }

    @Test
    void aShortFrameCountsAsSixtyBytes() { // 1
        nic.set(PortFlag.LONG_PACKETS).longestFrame(63);

        assertThat(chip.received(FrameHeader.untagged(VF_0, STRANGER, IPV4, 14)))
                .isEqualTo("dropped: OVERSIZE");
    }

    @Test
    void aTagOfAnotherTypeIsNoTag() { // 2
        nic.set(PortFlag.VLAN_FILTER);

        assertThat(chip.received(new FrameHeader(VF_0, STRANGER, 0x88a8, 100, 0, 0, IPV4, 64, 0)))
                .isEqualTo("pool 0");
    }

    @Test
    void theInnerTagCountsInExtendedVlanModeAndOnlyBehindAnOuterOne() { // 2
        nic.set(PortFlag.VLAN_FILTER).set(PortFlag.EXTENDED_VLAN).vlanEtherTypes(0x8100, 0x88a8);
        nic.addVlan(7);
        nic.vlan(0, 7, 0b010);
        nic.write(PoolFlag.AUPE, 0b001);
        FrameHeader twoTags = new FrameHeader(VF_1, STRANGER, 0x88a8, 100, 0x8100, 7, IPV4, 64, 0);
        FrameHeader oneTag = FrameHeader.tagged(VF_0, STRANGER, 7, IPV4, 64);

        assertThat(chip.received(twoTags)).isEqualTo("pool 1");
        assertThat(chip.received(oneTag)).isEqualTo("pool 0");
    }

    @Test
    void aFrameTooLongForThePortIsDroppedUnlessThePortStoresBadFrames() { // 3
        FrameHeader longest = FrameHeader.untagged(VF_0, STRANGER, IPV4, 1514);
        FrameHeader tooLong = FrameHeader.untagged(VF_0, STRANGER, IPV4, 1515);
        nic.write(PoolFlag.LPE, 0b001);
        nic.longestFrameOf(0, 1519);

        assertThat(chip.received(longest)).isEqualTo("pool 0");
        assertThat(chip.received(tooLong)).isEqualTo("dropped: OVERSIZE");
        nic.set(PortFlag.STORE_BAD);
        assertThat(chip.received(tooLong)).isEqualTo("pool 0");
    }

    @Test
    void aVlanThatThePortDoesNotKnowIsDroppedBeforeAnyPoolIsChosen() { // 5
        nic.set(PortFlag.VLAN_FILTER);
        nic.vlan(0, 100, 0b001);

        assertThat(chip.received(tagged(VF_0, STRANGER, 100))).isEqualTo("dropped: VLAN_MISS");
    }

    @Test
    void broadcastGoesToEveryPoolThatTakesIt() { // 6a
        nic.clear(PoolFlag.BAM, 1);

        assertThat(chip.received(Mac.BROADCAST)).isEqualTo("pool 0, pool 2");
    }

    @Test
    void theSameAddressInTwoEntriesMakesTwoCopies() { // 6b
        nic.address(1, VF_0, 0b100);

        assertThat(chip.received(VF_0)).isEqualTo("pool 0, pool 2");
        nic.sameMacPolicy(SameMacPolicy.FIRST);
        assertThat(chip.received(VF_0)).isEqualTo("pool 2");
        nic.sameMacPolicy(SameMacPolicy.LAST);
        assertThat(chip.received(VF_0)).isEqualTo("pool 0");
    }

    @Test
    void anEntryThatIsNotValidMatchesNothing() { // 6b
        nic.invalidate(23);

        assertThat(chip.received(VF_0)).isEqualTo("pool 2");
    }

    @Test
    void thePfsPromiscuityGivesItNothingThatAVfsEntryMatches() { // 6c
        nic.set(PortFlag.UNICAST_PROMISCUOUS)
                .set(PortFlag.UNICAST_HASH_BY_ROPE)
                .set(PoolFlag.ROPE, PF)
                .hashAllUnicast();

        assertThat(chip.received(VF_0)).isEqualTo("pool 0");
        assertThat(chip.received(STRANGER)).isEqualTo("pool 2");
    }

    @Test
    void theUnicastHashTableObeysRompeInTheEmulationAndRopeInTheChip() { // 6c
        nic.hashUnicast(STRANGER);
        nic.write(PoolFlag.ROMPE, 0b001);
        nic.write(PoolFlag.ROPE, 0b010);

        assertThat(chip.received(STRANGER)).isEqualTo("pool 0");
        nic.set(PortFlag.UNICAST_HASH_BY_ROPE);
        assertThat(chip.received(STRANGER)).isEqualTo("pool 1");
    }

    @Test
    void multicastGoesWhereItsHashLeadsAndNeverToTheDefaultPool() { // 6c
        nic.write(PoolFlag.ROMPE, 0b011);

        assertThat(chip.received(GROUP)).isEqualTo("dropped: NO_POOL");
        nic.hashMulticast(GROUP);
        assertThat(chip.received(GROUP)).isEqualTo("pool 0, pool 1");
    }

    @Test
    void theHashIsTwelveBitsOfTheLastTwoOctetsFromTheBitThatMoNames() { // 6c
        // Octets 4 and 5 are 0x34 and 0x12: read as 0x1234.
        long address = 0x01_00_5e_00_34_12L;
        List<Integer> bits = new ArrayList<>();
        for (int offset = 0; offset < 4; offset++) {
            FilterRegisters registers = new FilterRegisters(1, 1, 0);
            registers.hashOffset(offset);
            registers.hashMulticast(address);
            for (int bit = 0; bit < BitTable.BITS; bit++) {
                if (registers.mta().has(bit)) {
                    bits.add(bit);
                }
            }
        }

        assertThat(bits).containsExactly(0x123, 0x246, 0x48d, 0x234);
    }

    @Test
    void anUntaggedFrameReachesOnlyPoolsThatTakeUntaggedOnes() { // 7
        nic.set(PortFlag.VLAN_FILTER).clear(PoolFlag.AUPE, 0);

        assertThat(chip.received(Mac.BROADCAST)).isEqualTo("pool 1, pool 2");
    }

    @Test
    void theDefaultPoolCatchesWhatTheVlanMaskLeftToNobody() { // 8 after 7
        nic.set(PortFlag.VLAN_FILTER).addVlan(100);
        nic.vlan(0, 100, 0b010);

        assertThat(chip.received(tagged(VF_0, STRANGER, 100))).isEqualTo("pool 2");
        nic.set(PortFlag.NO_DEFAULT_POOL);
        assertThat(chip.received(tagged(VF_0, STRANGER, 100))).isEqualTo("dropped: VLAN_POOL_MISS");
    }

    @Test
    void theDefaultPoolTakesStrangersInTheEmulationAndInTheChipOnlyWhatThePortsFilterPasses() { // 8
        assertThat(chip.received(STRANGER)).isEqualTo("pool 2");
        nic.set(PortFlag.DEFAULT_POOL_BEHIND_PORT_FILTER);
        assertThat(chip.received(STRANGER)).isEqualTo("dropped: NO_POOL");
        nic.address(2, STRANGER, 0);
        assertThat(chip.received(STRANGER)).isEqualTo("pool 2");
        nic.invalidate(2);
        nic.set(PortFlag.UNICAST_PROMISCUOUS);
        assertThat(chip.received(STRANGER)).isEqualTo("pool 2");
    }

    @Test
    void aPromiscuousPoolLooksOnAndTakesNothingFromOthers() { // 8a
        nic.set(PortFlag.POOL_PROMISCUITY).set(PoolFlag.UPE, 1).set(PoolFlag.MPME, 0);

        assertThat(chip.received(VF_0)).isEqualTo("pool 0, pool 1");
        assertThat(chip.received(STRANGER)).isEqualTo("pool 1, pool 2");
        assertThat(chip.received(GROUP)).isEqualTo("pool 0");
        nic.clear(PortFlag.POOL_PROMISCUITY);
        assertThat(chip.received(VF_0)).isEqualTo("pool 0");
    }

    @Test
    void sourcePruningKeepsAPoolFromItsOwnAddressComingBack() { // 8b
        nic.set(PoolFlag.SOURCE_PRUNING, 0);

        assertThat(chip.received(FrameHeader.untagged(Mac.BROADCAST, VF_0, IPV4, 64)))
                .isEqualTo("pool 0: SOURCE_PRUNED, pool 1, pool 2");
    }

    @Test
    void aFrameForAPoolWhoseReceiveIsOffIsLostAndDoesNotFallBackToThePf() { // 9 after 8
        nic.clear(PoolFlag.VFRE, 0);

        assertThat(chip.received(VF_0)).isEqualTo("pool 0: POOL_RX_DISABLED, dropped: POOL_RX_DISABLED");
    }

    @Test
    void aPoolRefusesWhatIsTooLongForItAlone() { // 10
        nic.set(PortFlag.LONG_PACKETS).longestFrame(9018);
        nic.write(PoolFlag.LPE, 0b110);
        nic.longestFrameOf(1, 1600);
        nic.longestFrameOf(2, 9018);

        assertThat(chip.received(FrameHeader.untagged(Mac.BROADCAST, STRANGER, IPV4, 1597)))
                .isEqualTo("pool 0: OVERSIZE_POOL, pool 1: OVERSIZE_POOL, pool 2");
    }

    @Test
    void rssPicksTheSecondQueueOfPoolsThatSpread() { // 11
        nic.write(PoolFlag.RSSE, 0b010);
        nic.clear(PoolFlag.QUEUE_0, 1);
        FrameHeader broadcast = new FrameHeader(Mac.BROADCAST, STRANGER, 0, 0, 0, 0, IPV4, 64, 1);

        assertThat(chip.received(broadcast)).isEqualTo("pool 0, pool 1 second queue, pool 2");
    }

    @Test
    void withoutPoolsThePortsFilterDecidesAndTheFirstPoolReceives() {
        nic.clear(PortFlag.VMDQ);

        assertThat(chip.received(VF_1)).isEqualTo("pool 0");
        assertThat(chip.received(STRANGER)).isEqualTo("dropped: NO_POOL");
        assertThat(chip.received(Mac.BROADCAST)).isEqualTo("dropped: NO_POOL");
        nic.set(PortFlag.UNICAST_PROMISCUOUS).set(PortFlag.BROADCAST_ACCEPT);
        assertThat(chip.received(STRANGER)).isEqualTo("pool 0");
        assertThat(chip.received(Mac.BROADCAST)).isEqualTo("pool 0");
    }

    @Test
    void everyObstacleHasItsReasonAndTheyComeInTheOrderOfTheSteps() {
        FrameHeader frame = FrameHeader.tagged(STRANGER, VF_0, 100, IPV4, 1600);
        nic.clear(PortFlag.RECEIVE_ENABLE).clear(PortFlag.TRANSMIT_ENABLE).set(PortFlag.ANTI_SPOOF);
        nic.set(PortFlag.VLAN_FILTER).set(PortFlag.NO_DEFAULT_POOL);
        nic.set(PoolFlag.SOURCE_PRUNING, 0).set(PoolFlag.MAC_ANTI_SPOOF, PF);
        nic.clear(PoolFlag.VFRE, 0).clear(PoolFlag.QUEUE_0, 0);
        nic.clear(PoolFlag.DESCRIPTORS_0, 0).clear(PoolFlag.BUS_MASTER, 0);
        List<Runnable> removals = List.of(
                () -> nic.set(PortFlag.RECEIVE_ENABLE),
                () -> nic.set(PortFlag.LONG_PACKETS).longestFrame(9018),
                () -> nic.addVlan(100),
                () -> nic.address(1, STRANGER, 0b001),
                () -> nic.vlan(0, 100, 0b101),
                () -> nic.clear(PoolFlag.SOURCE_PRUNING, 0),
                () -> nic.set(PoolFlag.VFRE, 0),
                () -> nic.set(PoolFlag.LPE, 0).longestFrameOf(0, 9018),
                () -> nic.set(PoolFlag.QUEUE_0, 0),
                () -> nic.set(PoolFlag.DESCRIPTORS_0, 0),
                () -> nic.set(PoolFlag.BUS_MASTER, 0));
        List<DropReason> met = new ArrayList<>();
        for (Runnable removal : removals) {
            new Classifier(nic).receive(frame, chip.verdict);
            met.add(chip.verdict.dropped().orElseThrow());
            removal.run();
        }
        assertThat(chip.received(frame)).isEqualTo("pool 0");
        for (Runnable removal : List.<Runnable>of(
                () -> nic.set(PortFlag.TRANSMIT_ENABLE), () -> nic.clear(PoolFlag.MAC_ANTI_SPOOF, PF))) {
            new Classifier(nic).transmit(frame, PF, chip.verdict);
            met.add(chip.verdict.dropped().orElseThrow());
            removal.run();
        }
        assertThat(chip.sent(frame, PF)).isEqualTo("pool 0");

        assertThat(met).containsExactly(DropReason.values());
    }
}
