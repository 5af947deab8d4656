package dev.vfgap.models.nic.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.nic.PortFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VirtualizedNicTest {
    private static final long PF = Mac.parse("02:00:00:00:00:10");
    private static final long M = Mac.parse("52:54:00:fa:11:0e");

    @Test
    void refusesInTheWordsOfTheTool() {
        VirtualizedNic igb = nic("igb");
        assertThat(igb.linkState(0, LinkState.DISABLE))
                .isEqualTo(new Outcome.Refused("RTNETLINK answers: Operation not supported"));
        assertThat(igb.createVfs(1)).isEqualTo(new Outcome.Refused("write error: Device or resource busy"));
        igb.assign(0, Setting.ON);
        assertThat(igb.removeVfs()).isEqualTo(new Outcome.Refused("write error: Operation not permitted"));
    }

    @Test
    void doesNotLetAnUntrustedVfLeaveTheAddressThatTheHostGave() {
        VirtualizedNic nic = nic("igb");
        nic.adminMac(0, M);
        nic.settle(nic.probeDriver(0));
        assertThat(nic.ownMac(0, M + 1).refusal()).isPresent();
        nic.trust(0, Setting.ON);
        assertThat(nic.ownMac(0, M + 1)).isEqualTo(Outcome.APPLIED);
        assertThat(nic.registers().address(23)).isEqualTo(M + 1);
    }

    @Test
    void goesPromiscuousWhenAddressesDoNotFitAndRefusesOneMoreByHand() {
        VirtualizedNic nic = nic("igb");
        for (int i = 0; i < 22; i++) {
            assertThat(nic.addFdbSelf(M + i)).isEqualTo(Outcome.APPLIED);
        }
        assertThat(nic.registers().has(PortFlag.UNICAST_PROMISCUOUS)).isFalse();
        assertThat(nic.addFdbSelf(M + 22)).isEqualTo(new Outcome.Refused("RTNETLINK answers: Cannot allocate memory"));

        nic.addAddress(M + 22);
        assertThat(nic.registers().has(PortFlag.UNICAST_PROMISCUOUS)).isTrue();
        assertThat(nic.registers().has(PoolFlag.ROPE, nic.pfPool())).isTrue();

        nic.removeAddress(M);
        assertThat(nic.registers().has(PortFlag.UNICAST_PROMISCUOUS)).isFalse();
    }

    @Test
    void keepsAnAddressUntilItsLastUserHasGone() {
        VirtualizedNic nic = nic("igb");
        nic.addAddress(M);
        nic.addAddress(M);
        nic.removeAddress(M);
        assertThat(nic.registers().isValid(1)).isTrue();
        nic.removeAddress(M);
        assertThat(nic.registers().isValid(1)).isFalse();
    }

    @Test
    void hearsEveryVlanWhilePromiscuousAndThoseOfItsOwnAfterwards() {
        VirtualizedNic nic = nic("igb");
        nic.addVlan(100);
        nic.adminVlan(0, 200);
        nic.addPromiscuity();
        assertThat(nic.registers().takesVlan(300)).isTrue();
        assertThat(nic.registers().vlanPools(31)).isEqualTo(0b11);
        nic.dropPromiscuity();
        assertThat(IntStream.of(0, 100, 200, 300).filter(nic.registers()::takesVlan))
                .containsExactly(0, 100, 200);
        assertThat(nic.registers().vlanPools(31)).isEqualTo(0b01);
    }

    @Test
    void isDeafFromAResetOfThePfUntilTheLinkIsUpAgain() {
        VirtualizedNic nic = new VirtualizedNic(NicFamilies.of("igb").orElseThrow(), PF);
        nic.settle(nic.pfUp());
        Outcome outcome = nic.createVfs(2);
        assertThat(outcome.pending()).extracting(Pending::delay).containsExactly("nic.pfReset");
        assertThat(nic.registers().has(PortFlag.RECEIVE_ENABLE)).isFalse();
        nic.complete(outcome.pending().get(0));
        assertThat(nic.registers().has(PortFlag.RECEIVE_ENABLE)).isTrue();
        assertThat(nic.pfPool()).isEqualTo(2);
    }

    @Test
    void givesAVfItsEntryOnlyAfterItsReset() {
        VirtualizedNic nic = nic("i40e");
        Outcome first = nic.adminMac(0, M);
        assertThat(entries(nic.registers())).doesNotContain(M);
        assertThat(nic.complete(first.pending().get(0)).pending())
                .extracting(Pending::delay)
                .containsExactly("nic.iavfReinit");
        assertThat(entries(nic.registers())).contains(M);
    }

    @Test
    void letsAVfWithoutLinkReceiveNothingWhereTheDriverIsLikeThat() {
        VirtualizedNic ixgbe = nic("ixgbe");
        assertThat(ixgbe.registers().has(PoolFlag.VFRE, 0)).isTrue();
        ixgbe.linkState(0, LinkState.DISABLE);
        assertThat(ixgbe.registers().has(PoolFlag.VFRE, 0)).isFalse();
        ixgbe.probeDriver(0);
        assertThat(ixgbe.registers().has(PoolFlag.VFRE, 0)).isFalse();
        ixgbe.linkState(0, LinkState.AUTO);
        assertThat(ixgbe.registers().has(PoolFlag.VFRE, 0)).isTrue();
    }

    @Test
    void cannotClearAMacWhoseEntryAResetHasRemoved() {
        VirtualizedNic nic = nic("ixgbe");
        nic.adminMac(0, M);
        nic.resetFunction(0);
        assertThat(nic.adminMac(0, 0)).isEqualTo(new Outcome.Refused("RTNETLINK answers: Cannot allocate memory"));
        nic.probeDriver(0);
        assertThat(entries(nic.registers())).contains(M);
    }

    static Stream<Long> seeds() {
        return IntStream.range(0, 40).mapToObj(seed -> (long) seed);
    }

    /** Whatever the order of events: every entry is of a pool that there is, and a copy goes the way of its original. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsItsRegistersInOrderInAnyOrderOfEvents(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        NicFamily family =
                NicFamilies.all().get(random.nextInt(NicFamilies.all().size()));
        VirtualizedNic nic = new VirtualizedNic(family, PF);
        VirtualizedNic copy = nic.copy();
        for (int i = 0; i < 300; i++) {
            long step = random.nextLong();
            any(nic, new SplittableRandom(step));
            any(copy, new SplittableRandom(step));
            if (random.nextInt(20) == 0) {
                copy = nic.copy();
            }
            assertThat(RegisterText.of(copy.registers())).isEqualTo(RegisterText.of(nic.registers()));
            long pools = (2L << nic.vfs()) - 1;
            FilterRegisters registers = nic.registers();
            for (int entry = 0; entry < registers.addressEntries(); entry++) {
                assertThat(registers.addressPools(entry) & ~pools).isZero();
            }
            assertThat(registers.pools(PoolFlag.QUEUE_0) & ~pools).isZero();
        }
    }

    private static void any(VirtualizedNic nic, SplittableRandom random) {
        int kind = random.nextInt(20);
        boolean now = random.nextBoolean();
        Outcome outcome = nic.vfs() > 0 && kind >= 8 ? ofVf(nic, kind, random) : ofPf(nic, kind, random);
        if (now) {
            nic.settle(outcome);
        } else {
            outcome.pending().forEach(nic::complete);
        }
    }

    private static Outcome ofPf(VirtualizedNic nic, int kind, SplittableRandom random) {
        return switch (kind) {
            case 0 -> nic.pfUp();
            case 1 -> nic.pfDown();
            case 2 -> nic.pfReset();
            case 3 -> nic.createVfs(1 + random.nextInt(3));
            case 4 -> nic.addPromiscuity();
            case 5 -> nic.addAddress(M + random.nextInt(40));
            case 6 -> nic.addVlan(1 + random.nextInt(3));
            case 7 -> nic.removeVfs();
            default -> nic.createVfs(1);
        };
    }

    private static Outcome ofVf(VirtualizedNic nic, int kind, SplittableRandom random) {
        int vf = random.nextInt(nic.vfs());
        return switch (kind) {
            case 8 -> nic.adminMac(vf, M + random.nextInt(3));
            case 9 -> nic.adminMac(vf, 0);
            case 10 -> nic.adminVlan(vf, random.nextInt(4));
            case 11 -> nic.trust(vf, random.nextBoolean() ? Setting.ON : Setting.OFF);
            case 12 -> nic.linkState(vf, LinkState.values()[random.nextInt(3)]);
            case 13 -> nic.resetFunction(vf);
            case 14 -> nic.probeDriver(vf);
            case 15 -> nic.openDriver(vf);
            case 16 -> nic.closeDriver(vf);
            case 17 -> nic.removeDriver(vf);
            case 18 -> nic.ownMac(vf, M + random.nextInt(3));
            default -> nic.addVfVlan(vf, 1 + random.nextInt(3));
        };
    }

    private static List<Long> entries(FilterRegisters registers) {
        List<Long> entries = new ArrayList<>();
        for (int entry = 0; entry < registers.addressEntries(); entry++) {
            if (registers.isValid(entry)) {
                entries.add(registers.address(entry));
            }
        }
        return entries;
    }

    /** A NIC of this family whose PF is up, with one VF. */
    private static VirtualizedNic nic(String family) {
        VirtualizedNic nic = new VirtualizedNic(NicFamilies.of(family).orElseThrow(), PF);
        nic.settle(nic.pfUp());
        nic.settle(nic.createVfs(1));
        return nic;
    }
}
