package dev.vfgap.models.nic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
    private final Verdict verdict = new Verdict();

    @Test
    void tellsOfEachPoolWhyItGetsNoCopyAndOfOthersNothing() {
        verdict.start(Verdict.Wire.NO);
        verdict.refuse(DropReason.POOL_RX_DISABLED, 0b0001);
        verdict.refuse(DropReason.NO_RX_DESC, 0b0100);
        verdict.deliver(0b0010, 0);

        assertThat(verdict.refusedBy(0)).contains(DropReason.POOL_RX_DISABLED);
        assertThat(verdict.refusedBy(1)).isEmpty();
        assertThat(verdict.refusedBy(2)).contains(DropReason.NO_RX_DESC);
        assertThat(verdict.refusedBy(3)).isEmpty();
        assertThat(verdict.dropped()).isEmpty();
    }

    @Test
    void isDroppedForTheReasonThatCameLast() {
        verdict.start(Verdict.Wire.NO);
        verdict.refuse(DropReason.BUS_MASTER_OFF, 0b01);
        verdict.refuse(DropReason.POOL_RX_DISABLED, 0b10);
        verdict.deliver(0, 0);

        assertThat(verdict.dropped()).contains(DropReason.BUS_MASTER_OFF);
    }

    @Test
    void isNotDroppedWhenTheWireGetsIt() {
        verdict.start(Verdict.Wire.YES);
        verdict.nobody(DropReason.NO_POOL);

        assertThat(verdict.dropped()).isEmpty();
        assertThat(verdict.leavesOnWire()).isTrue();
    }

    @Test
    void startsAnewAndForgetsTheFrameBefore() {
        verdict.start(Verdict.Wire.YES);
        verdict.refuse(DropReason.POOL_RX_DISABLED, 0b11);
        verdict.deliver(0b100, 0b100);
        verdict.start(Verdict.Wire.NO);

        assertThat(verdict).hasToString(new Verdict().toString()).hasToString("");
        assertThat(verdict.refused(DropReason.POOL_RX_DISABLED)).isZero();
        assertThat(verdict.secondQueues()).isZero();
    }
}
