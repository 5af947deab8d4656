package dev.vfgap.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.PrimaryDevice;
import dev.vfgap.models.operate.PrimaryPresence;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.device.EarlyFilterPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Types the printed commands of legacy NICs on a model of two hosts, in every strategy, as it is and as it is ordered. */
class RunbookCommandsTest {
    private static final Pattern FDB = Pattern.compile("bridge fdb (replace|del) \\$MAC dev \\$PF_([AB]) self");
    private static final Pattern VF_MAC = Pattern.compile("ip link set \\$PF_([AB]) vf \\$VF_\\1 mac (\\S+)");
    private static final Pattern MACVTAP = Pattern.compile("ip link set \\$STANDBY_([AB]) (up|down)");

    /** Who holds the MAC in the PF's address list of Linux, and what the PF's driver has as the VF's. */
    private static final class Host {
        private final boolean macvtap;
        private boolean macvtapIsUp;
        private boolean entry;
        private boolean vf;

        Host(boolean macvtap, FilterTarget filter) {
            this.macvtap = macvtap;
            this.macvtapIsUp = macvtap;
            this.entry = !macvtap && (filter == FilterTarget.STANDBY || filter == FilterTarget.BOTH);
            this.vf = filter == FilterTarget.PRIMARY || filter == FilterTarget.BOTH;
        }

        Host copy() {
            Host copy = new Host(macvtap, FilterTarget.NONE);
            copy.macvtapIsUp = macvtapIsUp;
            copy.entry = entry;
            copy.vf = vf;
            return copy;
        }
    }

    /** What a person sees who types a runbook's commands. */
    private static final class Typist {
        private final List<String> wrong = new ArrayList<>();
        private final Strategy strategy;

        Typist(Strategy strategy) {
            this.strategy = strategy;
        }

        List<String> type() {
            Map<String, Host> hosts = new HashMap<>();
            hosts.put("A", new Host(hasMacvtap("A"), strategy.initial().filterA()));
            hosts.put("B", new Host(hasMacvtap("B"), strategy.initial().filterB()));
            type(Runbook.of(strategy, Runbook.Nics.LEGACY, Map.of()).lines(), hosts);
            return wrong;
        }

        private boolean hasMacvtap(String host) {
            return strategy.has(step -> step instanceof Action.SetMacvtap macvtap
                    && macvtap.host().name().equals(host));
        }

        private void type(List<Runbook.Line> lines, Map<String, Host> hosts) {
            for (Runbook.Line line : lines) {
                for (Runbook.Hint hint : line.hints()) {
                    if (hint.where().startsWith("shell")) {
                        Stream.of(hint.text().split(" && ")).forEach(command -> type(line, command, hosts));
                    } else if (hint.where().startsWith("QMP")) {
                        plug(line, hint.text(), hosts);
                    }
                }
                Map<String, Host> copies = new HashMap<>();
                hosts.forEach((name, host) -> copies.put(name, host.copy()));
                type(line.instead(), copies);
            }
        }

        private void type(Runbook.Line line, String command, Map<String, Host> hosts) {
            Matcher fdb = FDB.matcher(command);
            Matcher vfMac = VF_MAC.matcher(command);
            Matcher macvtap = MACVTAP.matcher(command);
            if (fdb.matches()) {
                Host host = hosts.get(fdb.group(2));
                boolean add = fdb.group(1).equals("replace");
                require(!host.macvtap, line, "touches the macvtap's entry: " + command);
                require(add || host.entry, line, "deletes what is not there: " + command);
                host.entry = add;
            } else if (vfMac.matches()) {
                Host host = hosts.get(vfMac.group(1));
                boolean give = vfMac.group(2).equals("$MAC");
                require(host.vf != give, line, "the VF's MAC is that already: " + command);
                host.vf = give;
            } else if (macvtap.matches() && hosts.get(macvtap.group(1)).macvtap) {
                hosts.get(macvtap.group(1)).macvtapIsUp = macvtap.group(2).equals("up");
            } else {
                require(command.matches("(kill|echo 1 >|dmesg) .*"), line, "unknown: " + command);
            }
        }

        private void plug(Runbook.Line line, String command, Map<String, Host> hosts) {
            if (command.contains("\"device_add\"")) {
                require(hosts.get(line.text().substring(line.text().length() - 1)).vf, line, "plugs a VF without MAC");
            } else if (command.contains("\"migrate\"") && strategy.initial().primaryB() == PrimaryPresence.HIDDEN) {
                require(hosts.get("B").vf, line, "QEMU plugs a VF without MAC on B");
            } else if (command.contains("\"migrate_cancel\"") && isUnpluggedByQemu()) {
                require(hosts.get("A").vf, line, "QEMU plugs a VF without MAC on A again");
            }
        }

        private boolean isUnpluggedByQemu() {
            return strategy.requires().standby() == Standby.FAILOVER
                    && strategy.initial().primaryA() == PrimaryPresence.PLUGGED
                    && !strategy.has(step -> step instanceof Action.DeviceDel || step instanceof Action.SurpriseRemove);
        }

        private void require(boolean right, Runbook.Line line, String what) {
            if (!right) {
                wrong.add(line.number() + ": " + what);
            }
        }
    }

    static Stream<Strategy> plans() {
        return Strategies.all().stream()
                .filter(strategy -> strategy.requires().standby() != Standby.NETVSC)
                .filter(strategy -> strategy.requires().primary().device() == PrimaryDevice.VF)
                .flatMap(strategy ->
                        Stream.of(strategy, EarlyFilterPlan.of(strategy).strategy()));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void everyCommandOfALegacyNicIsRightInTheStateThatTheOnesBeforeItHaveLeft(Strategy strategy) {
        assertThat(new Typist(strategy).type()).isEmpty();
    }

    @Test
    void whereAMacvtapHoldsTheMacOnThePfNoCommandDeletesIt() {
        for (String name : List.of("bus-master-events", "bus-master-held")) {
            Strategy strategy = Strategies.find(name);
            for (Strategy plan : List.of(strategy, EarlyFilterPlan.of(strategy).strategy())) {
                assertThat(Runbook.of(plan).text()).contains("mac $MAC").doesNotContain("bridge fdb del");
            }
        }
    }

    @Test
    void theFunctionsOfAHostAreGivenTheMacBeforeTheyLoseIt() {
        List<String> commands = new ArrayList<>();
        Runbook.of(Strategies.find("ordered-unplug-acpi"), Runbook.Nics.LEGACY, Map.of())
                .lines()
                .forEach(line -> line.hints().stream()
                        .filter(hint -> hint.where().startsWith("shell"))
                        .forEach(hint -> commands.add(line.number() + " " + hint.text())));
        assertThat(commands)
                .containsExactly(
                        "3 bridge fdb replace $MAC dev $PF_A self && ip link set $PF_A vf $VF_A mac 00:00:00:00:00:00",
                        "9 ip link set $PF_B vf $VF_B mac $MAC",
                        "11 bridge fdb del $MAC dev $PF_B self");
    }

    /** Without an entry of the PF the VF, which has gone, would have the frames alone until the next command. */
    @Test
    void whereNobodyIsToHaveTheMacTheVfLosesItBeforeThePf() {
        assertThat(Runbook.of(EarlyFilterPlan.of(Strategies.find("guest-bond")).strategy())
                        .text())
                .contains(
                        "ip link set $PF_A vf $VF_A mac 00:00:00:00:00:00 && bridge fdb del $MAC dev $PF_A self   # legacy");
    }
}
