package dev.vfgap.replay.probe;

import static dev.vfgap.replay.probe.HostCommand.Switch.OFF;
import static dev.vfgap.replay.probe.HostCommand.Switch.ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vfgap.models.frame.Mac;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostCommandsTest {

    private static final String M = "52:54:00:fa:11:0e";
    private static final long MAC = Mac.parse(M);

    private static List<HostCommand> read(String text) {
        HostCommandReader reader = new HostCommandReader(0, Optional.of("igb"));
        List<HostCommand> all = new ArrayList<>();
        ShellText.commands(text).forEach(command -> all.addAll(reader.read(command)));
        return all;
    }

    // spotless:off
    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("ip link set pf0 vf 0 mac " + M,              List.of(new HostCommand.VfMac("pf0", 0, MAC))),
                arguments("ip link set dev pf0 vf 3 mac 00:00:00:00:00:00", List.of(new HostCommand.VfMac("pf0", 3, 0))),
                arguments("ip link set pf0 vf 0 vlan 100 qos 3",        List.of(new HostCommand.VfVlan("pf0", 0, 100))),
                arguments("ip link set pf0 vf 0 trust on spoofchk off", List.of(new HostCommand.VfTrust("pf0", 0, ON), new HostCommand.VfSpoofCheck("pf0", 0, OFF))),
                arguments("ip link set pf0 vf 0 state disable",         List.of(new HostCommand.VfLinkState("pf0", 0, "disable"))),
                arguments("ip link set pf0 promisc on",                 List.of(new HostCommand.Promiscuous("pf0", ON))),
                arguments("ip link set sb0 up master br0",              List.of(new HostCommand.Up("sb0"), new HostCommand.Enslave("sb0", Optional.of("br0")))),
                arguments("ip -d link set pf0 nomaster; ip link set pf0 down", List.of(new HostCommand.Enslave("pf0", Optional.empty()), new HostCommand.Down("pf0"))),
                arguments("ip link set vf0 address " + M + " mtu 1400", List.of(new HostCommand.OwnAddress("vf0", MAC))),
                arguments("ip link add link pf0 name mv0 address " + M + " type macvlan mode bridge",
                        List.of(new HostCommand.AddDevice("mv0", "macvlan", Optional.of("pf0"), OptionalLong.of(MAC), Optional.of("bridge"), OptionalInt.empty()))),
                arguments("ip link add link pf0 name pf0.100 type vlan id 100",
                        List.of(new HostCommand.AddDevice("pf0.100", "vlan", Optional.of("pf0"), OptionalLong.empty(), Optional.empty(), OptionalInt.of(100)))),
                arguments("ip link add br0 type bridge",
                        List.of(new HostCommand.AddDevice("br0", "bridge", Optional.empty(), OptionalLong.empty(), Optional.empty(), OptionalInt.empty()))),
                arguments("ip link add sb0 address " + M + " type dummy",
                        List.of(new HostCommand.AddDevice("sb0", "dummy", Optional.empty(), OptionalLong.of(MAC), Optional.empty(), OptionalInt.empty()))),
                arguments("ip link del mv0",                            List.of(new HostCommand.DeleteDevice("mv0"))),
                arguments("bridge fdb add " + M + " dev pf0 self permanent", List.of(new HostCommand.AddOwnEntry(MAC, "pf0"))),
                arguments("bridge fdb del " + M + " dev pf0",           List.of(new HostCommand.DeleteOwnEntry(MAC, "pf0"))),
                arguments("echo 2 > /sys/class/net/pf0/device/sriov_numvfs", List.of(new HostCommand.CreateVfs(2))),
                arguments("echo 0 > /sys/class/net/pf0/device/sriov_drivers_autoprobe",
                        List.of(new HostCommand.Irrelevant("echo 0 > /sys/class/net/pf0/device/sriov_drivers_autoprobe"))),
                arguments("echo 0 >/sys/bus/pci/devices/$(cat /run/pf)/sriov_numvfs 2>/dev/null", List.of(new HostCommand.CreateVfs(0))),
                arguments("V=$(basename $(readlink /sys/x/virtfn2)); echo $V > /sys/bus/pci/drivers/igbvf/unbind", List.of(new HostCommand.UnbindDriver(2))),
                arguments("echo 0000:01:10.0 > /sys/bus/pci/drivers/igbvf/bind", List.of(new HostCommand.BindDriver(0))),
                arguments("V=$(readlink /sys/x/virtfn0); echo igbvf > /sys/bus/pci/devices/$V/driver_override; echo $V > /sys/bus/pci/drivers_probe; ip link set $(ls /sys/bus/pci/devices/$V/net) name vf0",
                        List.of(new HostCommand.Irrelevant("echo igbvf > /sys/bus/pci/devices/$(readlink /sys/x/virtfn0)/driver_override"),
                                new HostCommand.BindDriver(0),
                                new HostCommand.Rename("$(ls /sys/bus/pci/devices/$(readlink /sys/x/virtfn0)/net)", "vf0"))),
                arguments("V=/sys/x/virtfn0; echo 1 > $V/reset",        List.of(new HostCommand.ResetFunction(0))));
    }
    // spotless:on

    @ParameterizedTest
    @MethodSource("commands")
    void theCommandsOfAHostAreRead(String text, List<HostCommand> expected) {
        assertThat(read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void whatIsNotKnownIsNamedAndNeverAnError(String text) {
        assertThat(read(text)).hasSize(1).allMatch(command -> command instanceof HostCommand.Unknown);
    }

    static Stream<String> strangers() {
        return Stream.of(
                "tc qdisc add dev pf0 ingress",
                "ip link set pf0 netns other",
                "ip link set pf0 vf x mac " + M,
                "ip link set pf0 vf 0 mac nonsense",
                "ip link add x type wireguard",
                "ip link frobnicate",
                "ip tunnel add",
                "bridge vlan add dev pf0 vid 5",
                "bridge fdb add",
                "echo x > /sys/class/net/pf0/device/sriov_numvfs",
                "echo 1 > /proc/sys/net/ipv4/ip_forward",
                "echo nothing > /sys/bus/pci/drivers_probe",
                "echo 0000:01:00.0 > /sys/bus/pci/drivers/igb/unbind",
                "rmmod igbvf",
                "modprobe -r igbvf");
    }

    @Test
    void aVfThatIsGivenToAGuestIsNotBoundHere() {
        assertThat(
                        read(
                                "echo vfio-pci > /sys/x/virtfn0/driver_override; echo /sys/x/virtfn0 > /sys/bus/pci/drivers_probe"))
                .last()
                .isInstanceOf(HostCommand.Unknown.class);
    }

    @Test
    void aLineOfShellIsItsSimpleCommandsWithHowEachHangsOnTheOneBefore() {
        assertThat(
                        ShellText.commands(
                                "for m in $(cat /order); do grep -q \"^$m \" /proc/modules || insmod /m/$m.ko; done; a 'b;c' && d \\; # e"))
                .extracting(command -> command.link() + " " + command.words())
                .containsExactly(
                        "ALWAYS [grep, -q, ^$m , /proc/modules]",
                        "OR [insmod, /m/$m.ko]",
                        "ALWAYS [a, b;c]",
                        "AND [d, ;]");
    }

    @Test
    void aVariableThatDoublesItselfDoesNotFillTheMemory() {
        String doubling = "V=abcdefgh; " + "V=$V$V; ".repeat(60) + "echo " + "$V".repeat(2000) + " $(echo $V$V$V)";
        assertTimeout(Duration.ofSeconds(5), () -> assertThat(ShellText.commands(doubling))
                .singleElement()
                .satisfies(command -> assertThat(command.toString()).hasSizeLessThan(100_000)));
    }

    @ParameterizedTest
    @MethodSource("brokenShell")
    void brokenShellEndsInsteadOfFailing(String text) {
        assertThat(ShellText.commands(text)).hasSizeLessThan(5);
    }

    static Stream<String> brokenShell() {
        return Stream.of(
                "'open", "\"open", "$(open", "`open", "${open", ">", "a >", "a <<EOF", "\\", "$", "((", "&& ||", "",
                "a 2>");
    }
}
