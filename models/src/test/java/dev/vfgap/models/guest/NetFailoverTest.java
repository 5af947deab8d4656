package dev.vfgap.models.guest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetFailoverTest {

    @Test
    void transmitAsksForReadyAndReceiveAsksForRegistered() {
        StringBuilder matrix = new StringBuilder();
        for (LowerDevice primary : LowerDevice.values()) {
            for (LowerDevice standby : LowerDevice.values()) {
                NetFailover failover = new NetFailover(primary, standby);
                matrix.append("primary %-10s standby %-10s transmit %-7s standby receives %s\n"
                        .formatted(primary, standby, failover.outlet(), failover.receivesOnStandby()));
            }
        }

        assertThat(matrix.toString()).isEqualTo("""
                        primary ABSENT     standby ABSENT     transmit NONE    standby receives false
                        primary ABSENT     standby REGISTERED transmit NONE    standby receives true
                        primary ABSENT     standby READY      transmit STANDBY standby receives true
                        primary REGISTERED standby ABSENT     transmit NONE    standby receives false
                        primary REGISTERED standby REGISTERED transmit NONE    standby receives false
                        primary REGISTERED standby READY      transmit STANDBY standby receives false
                        primary READY      standby ABSENT     transmit PRIMARY standby receives false
                        primary READY      standby REGISTERED transmit PRIMARY standby receives false
                        primary READY      standby READY      transmit PRIMARY standby receives false
                        """);
    }
}
