package dev.vfgap.models.nic;

import static dev.vfgap.models.nic.TwoVfs.GROUP;
import static dev.vfgap.models.nic.TwoVfs.IPV4;
import static dev.vfgap.models.nic.TwoVfs.PF;
import static dev.vfgap.models.nic.TwoVfs.PF_MAC;
import static dev.vfgap.models.nic.TwoVfs.STRANGER;
import static dev.vfgap.models.nic.TwoVfs.VF_0;
import static dev.vfgap.models.nic.TwoVfs.VF_1;
import static dev.vfgap.models.nic.TwoVfs.tagged;
import static dev.vfgap.models.nic.TwoVfs.untagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Mac;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One rule of sending a test, in the order of the steps of {@code docs/nic.md}. */
class TransmitStepsTest {
    private final TwoVfs chip = new TwoVfs();
    private final FilterRegisters nic = chip.registers;

    @Test
    void nobodySendsWithoutPortPoolQueueAndBusMaster() { // T1
        List<String> met = new ArrayList<>();
        nic.clear(PortFlag.TRANSMIT_ENABLE);
        met.add(chip.sent(untagged(STRANGER, VF_0), 0));
        nic.set(PortFlag.TRANSMIT_ENABLE);
        for (PoolFlag flag : List.of(PoolFlag.VFTE, PoolFlag.TRANSMIT_QUEUE, PoolFlag.BUS_MASTER)) {
            nic.clear(flag, 0);
            met.add(chip.sent(untagged(STRANGER, VF_0), 0));
            nic.set(flag, 0);
        }

        assertThat(met).containsOnly("dropped: POOL_TX_DISABLED").hasSize(4);
        assertThat(chip.sent(untagged(STRANGER, VF_0), 0)).isEqualTo("wire");
    }

    @Test
    void withoutPoolsVfteDoesNotMatterAndEverythingGoesToTheWire() { // T1, T3
        nic.clear(PortFlag.VMDQ).clear(PoolFlag.VFTE, 0);

        assertThat(chip.sent(untagged(VF_1, VF_0), 0)).isEqualTo("wire");
    }

    @Test
    void aPoolsOwnVlanIsPutOnWhatItSends() { // T2
        nic.set(PortFlag.VLAN_FILTER).addVlan(100);
        nic.vlan(0, 100, 0b011);
        nic.pvid(0, 100);

        assertThat(chip.sent(untagged(VF_1, VF_0), 0)).isEqualTo("pool 1");
        assertThat(chip.sent(untagged(Mac.BROADCAST, VF_0), 0)).isEqualTo("pool 0: SOURCE_PRUNED, pool 1, wire");
    }

    @Test
    void withoutLoopbackALocalAddressIsSoughtOnTheWire() { // T3
        nic.clear(PortFlag.LOOPBACK);

        assertThat(chip.sent(untagged(VF_1, VF_0), 0)).isEqualTo("wire");
    }

    @Test
    void aLocalUnicastAddressNeverReachesTheWireEvenIfItsPoolIsDead() { // T4, 6d
        nic.clear(PoolFlag.VFRE, 1);

        assertThat(chip.sent(untagged(VF_1, PF_MAC), PF))
                .isEqualTo("pool 1: POOL_RX_DISABLED, dropped: POOL_RX_DISABLED");
    }

    @Test
    void localOnlyIsDecidedBeforeTheVlanMaskSoSuchAFrameIsLost() { // T4a: 6d before 7
        nic.set(PortFlag.VLAN_FILTER).clear(PoolFlag.AUPE, 1);

        assertThat(chip.sent(untagged(VF_1, VF_0), 0)).isEqualTo("dropped: VLAN_POOL_MISS");
    }

    @Test
    void strangersAndGroupsGoToTheWireAndTheDefaultPoolHearsNothing() { // T4
        nic.hashMulticast(GROUP);
        nic.write(PoolFlag.ROMPE, 0b110);

        assertThat(chip.sent(untagged(STRANGER, VF_0), 0)).isEqualTo("wire");
        assertThat(chip.sent(untagged(GROUP, VF_0), 0)).isEqualTo("pool 1, pool 2, wire");
    }

    @Test
    void whatAPortThatIsOffCannotLoopStillGoesToTheWire() { // T4, 0
        nic.clear(PortFlag.RECEIVE_ENABLE);

        assertThat(chip.sent(untagged(VF_1, VF_0), 0)).isEqualTo("wire");
    }

    @Test
    void aLoopedFrameIsNotSpread() { // T4, 11
        nic.write(PoolFlag.RSSE, 0b111);

        assertThat(chip.sent(new FrameHeader(VF_1, VF_0, 0, 0, 0, 0, IPV4, 64, 1), 0))
                .isEqualTo("pool 1");
    }

    @Test
    void aSenderHearsItselfOnlyWithItsLocalLoopback() { // T4b
        assertThat(chip.sent(untagged(Mac.BROADCAST, VF_0), 0))
                .isEqualTo("pool 0: SOURCE_PRUNED, pool 1, pool 2, wire");
        assertThat(chip.sent(untagged(VF_0, VF_0), 0)).isEqualTo("pool 0: SOURCE_PRUNED, dropped: SOURCE_PRUNED");
        nic.set(PoolFlag.LOCAL_LOOPBACK, 0);
        assertThat(chip.sent(untagged(Mac.BROADCAST, VF_0), 0)).isEqualTo("pool 0, pool 1, pool 2, wire");
    }

    @Test
    void antiSpoofKeepsAPoolToItsOwnAddressesAndVlans() { // T5
        nic.set(PortFlag.ANTI_SPOOF).set(PoolFlag.MAC_ANTI_SPOOF, 0).set(PoolFlag.VLAN_ANTI_SPOOF, 0);
        nic.vlan(0, 100, 0b001);

        assertThat(chip.sent(tagged(STRANGER, VF_0, 100), 0)).isEqualTo("wire");
        assertThat(chip.sent(tagged(STRANGER, VF_0, 101), 0)).isEqualTo("dropped: SPOOFED");
        assertThat(chip.sent(tagged(STRANGER, VF_1, 100), 0)).isEqualTo("dropped: SPOOFED");
        assertThat(chip.sent(tagged(STRANGER, VF_1, 100), PF)).isEqualTo("wire");
        nic.clear(PortFlag.ANTI_SPOOF);
        assertThat(chip.sent(tagged(STRANGER, VF_1, 101), 0)).isEqualTo("wire");
    }
}
