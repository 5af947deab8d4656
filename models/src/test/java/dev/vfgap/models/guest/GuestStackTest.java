package dev.vfgap.models.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.guest.ActiveBackup.InactiveFrames;
import dev.vfgap.models.guest.SingleNic.Addresses;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class GuestStackTest {

    /** What a stack makes of every state of its devices, a line for each: outlet, of the primary, of the standby. */
    private static String matrix(BiFunction<LowerDevice, LowerDevice, GuestStack> stack) {
        StringBuilder matrix = new StringBuilder();
        for (LowerDevice primary : LowerDevice.values()) {
            for (LowerDevice standby : LowerDevice.values()) {
                GuestStack now = stack.apply(primary, standby);
                matrix.append("%-10s %-10s %-16s %-10s %s\n"
                        .formatted(primary, standby, now.outlet(), now.ofPrimary(), now.ofStandby()));
            }
        }
        return matrix.toString();
    }

    @Test
    void aBondSendsAndReceivesByItsActiveSlaveWhateverThatIsIn() {
        BiFunction<LowerDevice, LowerDevice, GuestStack> bond =
                (primary, standby) -> new ActiveBackup(primary, standby, Member.PRIMARY, InactiveFrames.DROPPED);
        assertThat(matrix(bond)).isEqualTo("""
                        ABSENT     ABSENT     CHOSEN_NOT_READY ACCEPTED   INACTIVE
                        ABSENT     REGISTERED CHOSEN_NOT_READY ACCEPTED   INACTIVE
                        ABSENT     READY      CHOSEN_NOT_READY ACCEPTED   INACTIVE
                        REGISTERED ABSENT     CHOSEN_NOT_READY ACCEPTED   INACTIVE
                        REGISTERED REGISTERED CHOSEN_NOT_READY ACCEPTED   INACTIVE
                        REGISTERED READY      CHOSEN_NOT_READY ACCEPTED   INACTIVE
                        READY      ABSENT     PRIMARY          ACCEPTED   INACTIVE
                        READY      REGISTERED PRIMARY          ACCEPTED   INACTIVE
                        READY      READY      PRIMARY          ACCEPTED   INACTIVE
                        """);
        ActiveBackup byStandby =
                new ActiveBackup(LowerDevice.READY, LowerDevice.READY, Member.STANDBY, InactiveFrames.DROPPED);
        assertThat(List.of(byStandby.outlet(), byStandby.ofPrimary(), byStandby.ofStandby()))
                .hasToString("[STANDBY, INACTIVE, ACCEPTED]");
        ActiveBackup all =
                new ActiveBackup(LowerDevice.READY, LowerDevice.READY, Member.STANDBY, InactiveFrames.ACCEPTED);
        assertThat(List.of(all.outlet(), all.ofPrimary(), all.ofStandby()))
                .hasToString("[STANDBY, ACCEPTED, ACCEPTED]");
        assertThat(byStandby.withActive(Member.NONE).outlet()).isEqualTo(GuestStack.Outlet.NONE);
    }

    @Test
    void netvscReceivesByBothAndSendsByTheVfWhileThePathIsThere() {
        assertThat(matrix((primary, standby) -> new Netvsc(primary, standby, Member.PRIMARY)))
                .isEqualTo("""
                        ABSENT     ABSENT     NONE             ACCEPTED   ACCEPTED
                        ABSENT     REGISTERED NONE             ACCEPTED   ACCEPTED
                        ABSENT     READY      STANDBY          ACCEPTED   ACCEPTED
                        REGISTERED ABSENT     NONE             ACCEPTED   ACCEPTED
                        REGISTERED REGISTERED NONE             ACCEPTED   ACCEPTED
                        REGISTERED READY      STANDBY          ACCEPTED   ACCEPTED
                        READY      ABSENT     PRIMARY          ACCEPTED   ACCEPTED
                        READY      REGISTERED PRIMARY          ACCEPTED   ACCEPTED
                        READY      READY      PRIMARY          ACCEPTED   ACCEPTED
                        """);
        assertThat(new Netvsc(LowerDevice.READY, LowerDevice.READY, Member.STANDBY).outlet())
                .isEqualTo(GuestStack.Outlet.STANDBY);
    }

    @Test
    void aPolledBondLeavesTheOtherPortsFramesInItsRing() {
        assertThat(matrix((primary, standby) -> new PolledBond(primary, standby, 256)))
                .isEqualTo("""
                        ABSENT     ABSENT     NONE             NOT_POLLED NOT_POLLED
                        ABSENT     REGISTERED NONE             NOT_POLLED NOT_POLLED
                        ABSENT     READY      STANDBY          NOT_POLLED ACCEPTED
                        REGISTERED ABSENT     NONE             NOT_POLLED NOT_POLLED
                        REGISTERED REGISTERED NONE             NOT_POLLED NOT_POLLED
                        REGISTERED READY      STANDBY          NOT_POLLED ACCEPTED
                        READY      ABSENT     PRIMARY          ACCEPTED   NOT_POLLED
                        READY      REGISTERED PRIMARY          ACCEPTED   NOT_POLLED
                        READY      READY      PRIMARY          ACCEPTED   NOT_POLLED
                        """);
    }

    @Test
    void aSingleNicNeedsItsAddressesAndItsLink() {
        StringBuilder all = new StringBuilder();
        for (LowerDevice primary : LowerDevice.values()) {
            for (Addresses addresses : Addresses.values()) {
                SingleNic now = new SingleNic(primary, addresses);
                all.append("%s %s: %s %s %s\n"
                        .formatted(primary, addresses, now.outlet(), now.ofPrimary(), now.ofStandby()));
            }
        }
        assertThat(all.toString()).isEqualTo("""
                        ABSENT APPLIED: NONE ACCEPTED NO_DEVICE
                        ABSENT MISSING: NO_ADDRESS NO_ADDRESS NO_DEVICE
                        REGISTERED APPLIED: NONE ACCEPTED NO_DEVICE
                        REGISTERED MISSING: NO_ADDRESS NO_ADDRESS NO_DEVICE
                        READY APPLIED: PRIMARY ACCEPTED NO_DEVICE
                        READY MISSING: NO_ADDRESS NO_ADDRESS NO_DEVICE
                        """);
    }

    @Test
    void virtiosRequestForAnAnnouncementMakesAFrameOnlyWhereTheVirtioNetdevHasAnAddress() {
        LowerDevice ready = LowerDevice.READY;
        List<GuestStack> stacks = List.of(
                new NetFailover(ready, ready),
                new FailoverDown(ready, ready),
                new VirtioOnly(ready),
                new ActiveBackup(ready, ready, Member.STANDBY, InactiveFrames.DROPPED),
                new Netvsc(ready, ready, Member.PRIMARY),
                new SingleNic(ready, Addresses.APPLIED),
                new PolledBond(ready, ready, 256));
        StringBuilder all = new StringBuilder();
        stacks.forEach(stack -> all.append(stack.getClass().getSimpleName())
                .append(' ')
                .append(stack.virtioAnnounce())
                .append('\n'));
        assertThat(all.toString()).isEqualTo("""
                        NetFailover WITHOUT_ADDRESS
                        FailoverDown WITHOUT_ADDRESS
                        VirtioOnly SENT
                        ActiveBackup WITHOUT_ADDRESS
                        Netvsc SENT
                        SingleNic NO_DEVICE
                        PolledBond SENT
                        """);
    }
}
