package dev.vfgap.models.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@link RareMigrations}, whole. */
class RareMigrationsTest {

    @Test
    void aCancelWhileTheDestinationPinsGivesTheSourceItsGuestBack() {
        assertThat(RareMigrations.cancelledWhilePinning().timeline.take()).isEqualTo("""
                        2500 ms B ended by management
                        2500 ms A migration: cancelling
                        2502 ms A RESUME
                        2502 ms A migration: cancelled
                        2502 ms A re-plug
                        2545 ms A slot: probe driver
                        2545 ms A driver: BUS_MASTER_ON
                        2545 ms A driver: RESET_MAILBOX
                        """);
    }

    @Test
    void pinningThatOutlastsPostCopyFindsAllMemoryThere() {
        assertThat(RareMigrations.memoryCompleteWhilePinning().timeline.take()).isEqualTo("""
                        11769 ms A memory sent
                        21369 ms B memory pinned
                        21369 ms B primary made
                        21369 ms B RARP 0
                        21369 ms A migration: completed
                        21375 ms B RESUME
                        21418 ms B slot: probe driver
                        21418 ms B driver: BUS_MASTER_ON
                        21418 ms B driver: RESET_MAILBOX
                        21419 ms B RARP 1
                        21518 ms B driver: LINKED_TO_FAILOVER
                        21548 ms B driver: RECEIVE_ON
                        21549 ms B driver: primary is REGISTERED
                        21549 ms B driver: BOUND
                        21569 ms B RARP 2
                        21819 ms B RARP 3
                        """);
    }

    @Test
    void mappingThatOutlastsPostCopyStartsTheGuestWithAllItsMemory() {
        assertThat(RareMigrations.memoryCompleteWhileMapping().timeline.take()).isEqualTo("""
                        9394 ms A memory sent
                        21269 ms B vDPA memory mapped
                        21278 ms B vDPA queues on
                        21278 ms B RARP 0
                        21278 ms A migration: completed
                        21284 ms B RESUME
                        21328 ms B RARP 1
                        21478 ms B RARP 2
                        21728 ms B RARP 3
                        """);
    }

    @Test
    void aMigrationMayBeTriedAgainOnceADestinationListens() {
        assertThat(RareMigrations.triedAgainAfterTheDestinationsDeath().timeline.take())
                .isEqualTo("""
                        2000 ms B listens again
                        2000 ms A migration: setup
                        2000 ms A qemu: EMIT_UNPLUG_PRIMARY
                        2003 ms A slot: unbind driver, SAFE
                        2003 ms A driver: RECEIVE_OFF
                        2003 ms A driver: primary is REGISTERED
                        2004 ms A migration: wait-unplug
                        2023 ms A driver: CLOSE_MAILBOX
                        2073 ms A driver: primary is ABSENT
                        2073 ms A driver: GONE
                        2083 ms A driver: BUS_MASTER_OFF
                        2083 ms A driver: REMOVED
                        2103 ms A slot: unplugged
                        2254 ms A migration: active
                        4254 ms A STOP
                        4254 ms A migration: device
                        4354 ms A last memory sent
                        4369 ms A device state sent
                        4369 ms A migration: completed
                        4369 ms B slot state loaded
                        4369 ms B virtio state loaded
                        4369 ms B qemu: EMIT_FAILOVER_NEGOTIATED
                        4369 ms B RARP 0
                        4375 ms B RESUME
                        4419 ms B RARP 1
                        4569 ms B RARP 2
                        4819 ms B RARP 3
                        """);
    }
}
