package dev.vfgap.replay.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.PoolFlag;
import dev.vfgap.models.nic.PortFlag;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterDumpTest {

    private static final String DUMP = """
            RCTL=04049022 UPE=0 MPE=0 VFE=1 MRQC=00370003 VT_CTL=40000080 VFRE=fe VFTE=fc
            RAR00 02:00:00:00:00:10 pools=02
            RAR23 52:54:00:fa:11:0e pools=01
            VLVF31 vid=100 pools=03
            VMOLR0=8b0305f2 AUPE=1 ROMPE=1 ROPE=0 BAM=1 MPME=0 RXDCTL_EN=0
            VMOLR1=dd010600 AUPE=1 ROMPE=0 ROPE=1 BAM=1 MPME=1 RXDCTL_EN=1
            """;

    @Test
    void everyWordOfADumpIsARegister() {
        RegisterDump dump = RegisterDump.parse(DUMP);
        FilterRegisters registers = dump.registers(List.of(7));

        assertThat(dump.pfPool()).isEqualTo(1);
        assertThat(dump.hasPools()).isTrue();
        assertThat(dump.isPromiscuous()).isFalse();
        assertThat(registers.pools()).isEqualTo(8);
        assertThat(registers.addressEntries()).isEqualTo(24);
        assertThat(registers.vlanEntries()).isEqualTo(32);
        assertThat(List.of(PortFlag.values()).stream().filter(registers::has))
                .containsExactly(
                        PortFlag.RECEIVE_ENABLE,
                        PortFlag.VMDQ,
                        PortFlag.VLAN_FILTER,
                        PortFlag.BROADCAST_ACCEPT,
                        PortFlag.LONG_PACKETS);
        assertThat(registers.hashOffset()).isEqualTo(1);
        assertThat(registers.defaultPool()).isEqualTo(1);
        assertThat(registers.longestFrame()).isEqualTo(0x2600);
        assertThat(registers.address(23)).isEqualTo(Mac.parse("52:54:00:fa:11:0e"));
        assertThat(registers.addressPools(23)).isEqualTo(1);
        assertThat(registers.isValid(1)).isFalse();
        assertThat(registers.vlan(31)).isEqualTo(100);
        assertThat(registers.vlanPools(31)).isEqualTo(3);
        assertThat(List.of(0, 7, 100)).allMatch(registers::takesVlan);
        assertThat(registers.takesVlan(8)).isFalse();
        assertThat(registers.pools(PoolFlag.VFRE)).isEqualTo(0xfe);
        assertThat(registers.pools(PoolFlag.VFTE)).isEqualTo(0xfc);
        assertThat(registers.pools(PoolFlag.QUEUE_0)).isEqualTo(2);
        assertThat(registers.pools(PoolFlag.ROMPE)).isEqualTo(1);
        assertThat(registers.pools(PoolFlag.RSSE)).isEqualTo(1);
        assertThat(registers.pools(PoolFlag.ROPE)).isEqualTo(2);
        assertThat(registers.pools(PoolFlag.MPME)).isEqualTo(2);
        assertThat(registers.pools(PoolFlag.AUPE)).isEqualTo(3);
        assertThat(registers.pools(PoolFlag.BAM)).isEqualTo(3);
        assertThat(registers.pools(PoolFlag.LPE)).isEqualTo(3);
        assertThat(registers.longestFrameOf(0)).isEqualTo(0x5f2);
    }

    @Test
    void theUnicastHashTableIsFullWhileAPoolTakesWhatItPasses() {
        FilterRegisters registers = RegisterDump.parse(DUMP).registers(List.of());
        assertThat(registers.unicastHashed(Mac.parse("02:00:00:00:00:99"))).isTrue();
        String without = DUMP.replace("VMOLR1=dd010600", "VMOLR1=cb010600");
        assertThat(RegisterDump.parse(without).registers(List.of()).unicastHashed(Mac.parse("02:00:00:00:00:99")))
                .isFalse();
    }

    @Test
    void aPromiscuousPfOpensEveryVlan() {
        RegisterDump dump = RegisterDump.parse(DUMP.replace("RCTL=04049022", "RCTL=0404903a"));
        assertThat(dump.isPromiscuous()).isTrue();
        assertThat(dump.registers(List.of()).takesVlan(4094)).isTrue();
    }

    @Test
    void withoutVfsThePfHasTheFirstPool() {
        String none = DUMP.replace("MRQC=00370003", "MRQC=00370002");
        assertThat(RegisterDump.parse(none).pfPool()).isZero();
        assertThat(RegisterDump.parse(none).registers(List.of()).longestFrame()).isEqualTo(0x5f2);
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource({
        "RCTL=04049022,         RCTX=04049022,             is no line of a register dump",
        "MRQC=00370003,         MRQX=00370003,             the register dump lacks MRQC",
        "RAR23,                 RAR999,                    the register dump has an entry 999",
        "vid=100,               vid=5000,                  the register dump has VLAN 5000",
        "VMOLR1,                VMOLR77,                   the register dump has a pool 77",
        "pools=03,              pools=zz,                  is no line of a register dump",
        "VT_CTL=40000080,       VT_CTL=400000800,          the register dump lacks VT_CTL",
    })
    // spotless:on
    void whatIsNoDumpIsToldInAClause(String good, String broken, String clause) {
        assertThatThrownBy(() -> RegisterDump.parse(DUMP.replace(good, broken)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(clause);
    }
}
