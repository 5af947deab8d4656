package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Mac;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HostCheckTest {
    private static final ProbeRequest REQUEST =
            new ProbeRequest("pf0", 1, Mac.parse("52:54:00:fa:11:0e"), OptionalInt.empty(), "s0");

    private final WrittenHost host = new WrittenHost();

    private List<String> problems() {
        return HostCheck.of(host, REQUEST, List.of(ProbeVariant.values()));
    }

    @Test
    void aFreePortCanBeProbed() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void aPortThatLeadsOutIsLeftAlone() {
        host.said.put("ip -6 route show default", "default via fe80::1 dev pf0 metric 1024");
        host.said.put("ip -4 route show default", "default via 192.0.2.1 dev pf00");
        assertThat(problems()).containsExactly("pf0: carries the default route; probe another port");
    }

    @Test
    void whoeverIsNotRootIsTold() {
        host.files.put("/proc/self/status", "Uid:\t0\t1000\t0\t0");
        assertThat(problems()).containsExactly("this user has no right to change interfaces; run it as root (sudo)");
    }

    @Test
    void aPortThatIsDownOrAbsentIsTold() {
        host.said.put("ip -o link show dev s0", "2: s0: <BROADCAST,MULTICAST> mtu 1500");
        host.files.remove("/sys/class/net/pf0");
        assertThat(problems())
                .containsExactly(
                        "pf0: this machine has no such interface; vfgap capture --list shows those that it has",
                        "s0: is down; switch it on: ip link set s0 up");
    }

    @Test
    void aMacOfThePortItselfIsRefused() {
        host.files.put("/sys/class/net/pf0/address", "52:54:00:fa:11:0e");
        assertThat(problems()).containsExactly("pf0: has 52:54:00:fa:11:0e itself; name a MAC that nobody has");
    }

    @Test
    void vfsInUseAreNamed() {
        String device = "/sys/class/net/pf0/device/";
        host.files.put(device + "sriov_numvfs", "3");
        host.files.put(device + "virtfn0/driver", "vfio-pci");
        host.files.put(device + "virtfn1/net", "vf1");
        host.files.put(device + "virtfn2/net", "vf2");
        host.files.put("/sys/class/net/vf2/master", "br0");
        host.said.put("ip -o link show dev vf1", "9: vf1: <UP> mtu 1500");
        assertThat(problems())
                .containsExactly(
                        "pf0: has 3 VFs (VF 0 is a guest's (vfio-pci), VF 1 is in use as vf1, VF 2 is in use as vf2),"
                                + " and the probe creates and removes them itself; free and remove them: echo 0 >"
                                + " /sys/class/net/pf0/device/sriov_numvfs; or probe one that is there: --existing-vf");
    }

    @Test
    void aPortThatIsUsedOtherwiseIsLeftAlone() {
        host.files.put("/sys/class/net/pf0/master", "br0");
        host.files.put("/sys/class/net/s0/lower_pf0", "");
        host.files.put("/sys/class/net/pf0/device/sriov_totalvfs", "1");
        host.said.put("ip -d link show dev pf0", "3: pf0: x promiscuity 1 minmtu 68");
        host.said.put("bridge fdb show dev pf0", "52:54:00:fa:11:0e self permanent");
        host.said.put("ip -o addr show dev pf0 scope global", "3: pf0 inet 192.0.2.1/24");
        assertThat(problems())
                .containsExactly(
                        "s0: stands on pf0, and what it sends does not come back; name a port that is cabled to it",
                        "pf0: is a port of br0; probe a free port",
                        "pf0: is promiscuous already, or something holds an address on it; end what does",
                        "pf0: has 52:54:00:fa:11:0e already; name an address that nobody has",
                        "pf0: has addresses, and would lose them and its routes while it is down; leave out pf-cycle",
                        "pf0: has 1 VFs; there is no VF 1");
    }

    private List<String> existing() {
        ProbeRequest request =
                new ProbeRequest("pf0", 1, Mac.parse("52:54:00:fa:11:0e"), OptionalInt.empty(), "s0", VfOrigin.THERE);
        host.files.put("/sys/class/net/pf0/device/sriov_numvfs", "2");
        host.said.putIfAbsent(
                "ip -details -json link show dev pf0",
                "[{\"vfinfo_list\":[{\"vf\":0,\"mac\":\"02:00:00:00:00:70\"},{\"vf\":1,\"address\":\"02:00:00:00:00:71\"}]}]");
        return HostCheck.of(host, request, List.of(ProbeVariant.PROMISCUOUS));
    }

    @Test
    void aVfThatIsThereAndThatNobodyUsesCanBeProbed() {
        assertThat(existing()).isEmpty();
        host.files.put("/sys/class/net/pf0/device/virtfn1/driver", "igbvf");
        host.files.put("/sys/class/net/pf0/device/virtfn1/net", "vf1");
        host.said.put("ip -o link show dev vf1", "9: vf1: <BROADCAST,MULTICAST> mtu 1500");
        assertThat(existing()).isEmpty();
        host.files.put("/sys/class/net/pf0/device/virtfn1/driver", "vfio-pci");
        assertThat(existing()).isEmpty();
    }

    @Test
    void aVfThatIsThereAndInUseIsToldWithWhoHasIt() {
        String vf = "/sys/class/net/pf0/device/virtfn1/";
        host.files.put(vf + "driver", "vfio-pci");
        host.files.put(vf + "iommu_group", "12");
        host.said.put(
                "find /proc -maxdepth 3 -path /proc/[0-9]*/fd/* ( -lname */vfio/12 -o -lname */vfio/noiommu-12 -o -lname"
                        + " */vfio/devices/none )",
                "find: '/proc/9/fd': No such file or directory\n/proc/4321/fd/31");
        assertThat(existing())
                .containsExactly(
                        "pf0: VF 1 is in use: a guest has it (vfio-pci, /proc/4321/fd/31); take it from the guest"
                                + " first");
        host.files.put(vf + "driver", "igbvf");
        assertThat(existing())
                .containsExactly("pf0: VF 1 is in use: igbvf has it, and it has no interface here, as in a container or"
                        + " under a program of its own; take it from there first");
        host.files.put(vf + "net", "vf1");
        host.files.put("/sys/class/net/vf1", "upper_mv0");
        assertThat(existing()).containsExactly("pf0: VF 1 is in use: mv0 stands on vf1; remove it first");
        host.files.remove("/sys/class/net/vf1");
        host.said.put("ip -o link show dev vf1", "9: vf1: <UP> mtu 1500");
        host.said.put("ip -o addr show dev vf1", "9: vf1 inet 192.0.2.9/24");
        assertThat(existing())
                .containsExactly("pf0: VF 1 is in use: vf1 is up and has addresses; if nobody needs it, switch it off"
                        + " first: ip link set vf1 down");
    }

    @Test
    void withoutWhatTheVfWasToldItIsNotTouched() {
        host.said.put("ip -details -json link show dev pf0", "Option \"-json\" is unknown");
        assertThat(existing())
                .containsExactly(
                        "pf0: ip shows no MAC of VF 1, so it could not be given back; a newer iproute2 shows it");
        host.said.put(
                "ip -details -json link show dev pf0",
                "[{\"vfinfo_list\":[{\"vf\":0,\"mac\":\"52:54:00:fa:11:0e\"},{\"vf\":1,\"mac\":\"02:00:00:00:00:71\"}]}]");
        assertThat(existing())
                .containsExactly("pf0: VF 0 has 52:54:00:fa:11:0e already; name an address that nobody has");
    }
}
