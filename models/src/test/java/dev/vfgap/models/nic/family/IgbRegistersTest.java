package dev.vfgap.models.nic.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Mac;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The igb family against registers of the filter probe, runs macvlan-1, bridge-1, vlan-1, trust-1: Linux 6.12's igb and
 * igbvf on QEMU's 82576, read after each command. The probe's VFTA is not in its dumps.
 */
class IgbRegistersTest {
    private static final long PF = Mac.parse("02:00:00:00:00:10");
    private static final long M = Mac.parse("52:54:00:fa:11:0e");

    private final VirtualizedNic nic =
            new VirtualizedNic(NicFamilies.of("igb").orElseThrow().on(PortSettings.QEMU_IGB), PF);
    private final List<String> steps = new ArrayList<>();

    @Test
    void writesTheRegistersOfTheRunWithAMacvlan() {
        step("baseline", nic::pfUp);
        step("pf_mac_add", () -> nic.addAddress(M));
        step("numvfs_1", () -> nic.createVfs(1));
        step("vf_mac_set", () -> nic.adminMac(0, M));
        step("vf_bind", () -> nic.probeDriver(0));
        step("vf_up", () -> nic.openDriver(0));
        step("vf_down", () -> nic.closeDriver(0));
        step("vf_unbind", () -> nic.removeDriver(0));
        step("vf_mac_clear", () -> nic.adminMac(0, 0));
        step("numvfs_0", nic::removeVfs);

        String none = "UPE=0 MPE=0 VFE=1 VMDQ=0 POOL=0 VFRE=ff VFTE=ff RAR00=02:00:00:00:00:10/01";
        String on =
                "UPE=0 MPE=0 VFE=1 VMDQ=1 POOL=1 VFRE=%s VFTE=%s RAR00=02:00:00:00:00:10/02 RAR01=52:54:00:fa:11:0e/02";
        String off = on.formatted("fe", "fe");
        String vf = on.formatted("ff", "ff");
        String alone = " VMOLR0=AUPE,ROMPE,BAM,LPE,600,EN VMOLR1=2600";
        String fresh = " VLVF00=0/03 VMOLR0=AUPE,BAM,2600 VMOLR1=AUPE,ROMPE,BAM,LPE,600,EN";
        String up = " VLVF00=0/03 VMOLR0=AUPE,ROMPE,BAM,LPE,5f2,EN VMOLR1=AUPE,ROMPE,BAM,LPE,600,EN";
        String down = " VLVF00=0/03 VMOLR0=AUPE,BAM,LPE,5f2 VMOLR1=AUPE,ROMPE,BAM,LPE,600,EN";
        String entry = " RAR23=52:54:00:fa:11:0e/01";
        assertThat(steps)
                .containsExactly(
                        "baseline: " + none + alone,
                        "pf_mac_add: " + none + " RAR01=52:54:00:fa:11:0e/01" + alone,
                        "numvfs_1: " + off + fresh,
                        "vf_mac_set: " + off + entry + fresh,
                        "vf_bind: " + vf + entry + fresh,
                        "vf_up: " + vf + entry + up,
                        "vf_down: " + vf + entry + down,
                        "vf_unbind: " + vf + entry + down,
                        "vf_mac_clear: " + vf + down,
                        "numvfs_0: " + none + " RAR01=52:54:00:fa:11:0e/01" + alone);
    }

    @Test
    void writesTheRegistersOfTheRunWithABridge() {
        step("baseline", nic::pfUp);
        step("pf_to_bridge", nic::addPromiscuity);
        step("numvfs_1", () -> nic.createVfs(1));
        step("vf_mac_set", () -> nic.adminMac(0, M));
        step("numvfs_0", nic::removeVfs);
        step("from_bridge", nic::dropPromiscuity);

        String quiet = "UPE=0 MPE=0 VFE=1 VMDQ=0 POOL=0 VFRE=ff VFTE=ff RAR00=02:00:00:00:00:10/01"
                + " VMOLR0=AUPE,ROMPE,BAM,LPE,600,EN VMOLR1=2600";
        String alone = "UPE=1 MPE=1 VFE=0 VMDQ=0 POOL=0 VFRE=ff VFTE=ff RAR00=02:00:00:00:00:10/01"
                + " VMOLR0=AUPE,ROPE,BAM,MPME,LPE,600,EN VMOLR1=2600";
        String with = "UPE=1 MPE=1 VFE=1 VMDQ=1 POOL=1 VFRE=fe VFTE=fe RAR00=02:00:00:00:00:10/02%s"
                + " VLVF00=0/03 VMOLR0=AUPE,BAM,2600 VMOLR1=AUPE,ROPE,BAM,MPME,LPE,600,EN";
        assertThat(steps)
                .containsExactly(
                        "baseline: " + quiet,
                        "pf_to_bridge: " + alone,
                        "numvfs_1: " + with.formatted(""),
                        "vf_mac_set: " + with.formatted(" RAR23=52:54:00:fa:11:0e/01"),
                        "numvfs_0: " + alone,
                        "from_bridge: " + quiet);
    }

    @Test
    void writesTheRegistersOfTheRunWithAVlan() {
        nic.settle(nic.pfUp());
        nic.addAddress(M);
        nic.addVlan(100);
        step("numvfs_1", () -> nic.createVfs(1));
        nic.adminMac(0, M);
        step("vf_mac_vlan_set", () -> nic.adminVlan(0, 100));
        nic.probeDriver(0);
        step("vf_up", () -> nic.openDriver(0));
        step("vf_unbind", () -> nic.removeDriver(0));
        nic.adminVlan(0, 0);
        step("vf_mac_vlan_clear", () -> nic.adminMac(0, 0));

        String on =
                "UPE=0 MPE=0 VFE=1 VMDQ=1 POOL=1 VFRE=%s VFTE=%s RAR00=02:00:00:00:00:10/02 RAR01=52:54:00:fa:11:0e/02";
        String off = on.formatted("fe", "fe");
        String vf = on.formatted("ff", "ff");
        String pf = " VMOLR1=AUPE,ROMPE,BAM,LPE,600,EN";
        String entry = " RAR23=52:54:00:fa:11:0e/01 VLVF00=0/02 VLVF31=100/03";
        assertThat(steps)
                .containsExactly(
                        "numvfs_1: " + off + " VLVF00=0/03 VMOLR0=AUPE,BAM,2600" + pf,
                        "vf_mac_vlan_set: " + off + entry + " VMOLR0=BAM,2600" + pf,
                        "vf_up: " + vf + entry + " VMOLR0=ROMPE,BAM,LPE,5f2,EN" + pf,
                        "vf_unbind: " + vf + entry + " VMOLR0=BAM,LPE,5f2" + pf,
                        "vf_mac_vlan_clear: " + vf + " VLVF00=0/03 VMOLR0=AUPE,BAM,LPE,5f2" + pf);
    }

    @Test
    void givesAVfTheAddressThatItsDriverChose() {
        nic.settle(nic.pfUp());
        nic.settle(nic.createVfs(1));
        nic.probeDriver(0);
        long random = nic.driverMac(0);
        assertThat(nic.registers().address(23)).isEqualTo(random);

        nic.openDriver(0);
        assertThat(nic.ownMac(0, M)).isEqualTo(Outcome.APPLIED);
        nic.removeDriver(0);
        assertThat(nic.registers().address(23)).isEqualTo(M);
    }

    @Test
    void losesTheEntryOfAnIdleVfWhenThePfGoesDownAndWritesItAgainWhenADriverBinds() {
        nic.settle(nic.pfUp());
        nic.settle(nic.createVfs(1));
        nic.adminMac(0, M);
        nic.pfDown();
        nic.settle(nic.pfUp());
        String own = "UPE=0 MPE=0 VFE=1 VMDQ=1 POOL=1 VFRE=ff VFTE=ff RAR00=02:00:00:00:00:10/02";
        String pf = " VMOLR1=AUPE,ROMPE,BAM,LPE,600,EN";
        assertThat(RegisterText.of(nic.registers())).isEqualTo(own + " VLVF00=0/02 VMOLR0=2600" + pf);

        nic.probeDriver(0);
        assertThat(RegisterText.of(nic.registers()))
                .isEqualTo(own + " RAR23=52:54:00:fa:11:0e/01 VLVF00=0/03 VMOLR0=AUPE,BAM,2600" + pf);
    }

    private void step(String name, Supplier<Outcome> command) {
        assertThat(nic.settle(command.get())).isEqualTo(Outcome.APPLIED);
        steps.add(name + ": " + RegisterText.of(nic.registers()));
    }
}
