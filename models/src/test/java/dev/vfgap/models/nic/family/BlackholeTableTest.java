package dev.vfgap.models.nic.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Mac;
import dev.vfgap.models.nic.Classifier;
import dev.vfgap.models.nic.DropReason;
import dev.vfgap.models.nic.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Who receives a frame from the wire for the guest's MAC, for every family, in the states of the blackhole rule and of the
 * test without a VM: the two tables that the project started from. Each cell is found by events through the family's
 * drivers and the classifier; nothing in the program holds one. {@code lost R}: the VF's receive is not enabled, {@code
 * lost Q}: its queues are off, {@code lost}: nobody is chosen.
 *
 * <p>Where a cell differs from the text of the domain facts, {@code docs/nic-families.md} says why.
 */
class BlackholeTableTest {
    private static final long PF = Mac.parse("02:00:00:00:00:10");
    private static final long M = Mac.parse("52:54:00:fa:11:0e");
    private static final FrameHeader FRAME =
            new FrameHeader(M, Mac.parse("02:00:00:00:00:aa"), 0, 0, 0, 0, 0x88b5, 60, 0);
    private static final Predicate<NicFamily> SWITCHDEV = family -> family.filterClass() == FilterClass.SWITCHDEV;

    /** The columns of the blackhole rule, and three more: the driver gone, the VF reset first, the PF reset. */
    private static Map<String, Consumer<VirtualizedNic>> blackholeRule() {
        Map<String, Consumer<VirtualizedNic>> columns = new LinkedHashMap<>();
        columns.put("not enabled", nic -> giveMac(nic));
        columns.put("in use", nic -> use(nic));
        columns.put("closed", nic -> close(nic));
        columns.put("unbound", nic -> unbind(nic));
        columns.put("FLR", nic -> {
            unbind(nic);
            nic.settle(nic.resetFunction(0));
        });
        columns.put("cleared", nic -> {
            unbind(nic);
            nic.settle(nic.adminMac(0, 0));
        });
        columns.put("FLR only", nic -> {
            giveMac(nic);
            nic.settle(nic.resetFunction(0));
        });
        columns.put("PF reset", nic -> {
            giveMac(nic);
            nic.settle(nic.pfReset());
        });
        return columns;
    }

    private static void giveMac(VirtualizedNic nic) {
        nic.settle(nic.adminMac(0, M));
    }

    private static void use(VirtualizedNic nic) {
        giveMac(nic);
        nic.settle(nic.probeDriver(0));
        nic.settle(nic.openDriver(0));
    }

    private static void close(VirtualizedNic nic) {
        use(nic);
        nic.settle(nic.closeDriver(0));
    }

    private static void unbind(VirtualizedNic nic) {
        close(nic);
        nic.settle(nic.removeDriver(0));
    }

    @Test
    void aPromiscuousPfReceivesOnlyWhatNoEntryLeadsToADeadVf() {
        String expected = """
                               | not enabled | in use | closed | unbound | FLR    | cleared | FLR only | PF reset
                igb            | lost R      | VF     | lost Q | lost Q  | lost R | PF      | lost R   | PF
                igb-i350       | lost R      | VF     | lost Q | lost Q  | lost R | PF      | lost R   | PF
                ixgbe          | lost Q      | VF     | lost Q | lost Q  | PF     | PF      | PF       | PF
                i40e           | lost R      | VF     | lost R | lost R  | lost R | PF      | lost R   | lost R
                ice            | lost R      | VF     | lost R | lost R  | lost R | PF      | lost R   | lost R
                ice-switchdev  | PF          | PF     | PF     | PF      | PF     | PF      | PF       | PF
                mlx4           | PF          | VF     | PF     | PF      | PF     | PF      | PF       | PF
                mlx5           | PF          | VF     | PF     | PF      | PF     | PF      | PF       | PF
                mlx5-switchdev | PF          | PF     | PF     | PF      | PF     | PF      | PF       | PF
                bnxt           | PF          | VF     | PF     | PF      | PF     | PF      | PF       | PF
                qed            | PF          | VF     | PF     | PF      | PF     | PF      | PF       | PF
                hns3           | PF          | VF     | lost Q | PF      | PF     | PF      | PF       | PF
                enic           | lost R      | VF     | lost Q | lost Q  | lost R | PF      | lost R   | lost R
                be2net         | lost R      | VF     | lost Q | lost Q  | lost R | lost Q  | lost R   | lost R""";
        assertThat(table(PfReception.PROMISCUOUS, true, blackholeRule())).isEqualTo(expected);
        assertThat(table(PfReception.PROMISCUOUS, false, blackholeRule())).isEqualTo(expected);
    }

    @Test
    void aPfWithAnEntryOfItsOwnAlwaysReceives() {
        String expected = """
                               | not enabled | in use | closed | unbound | FLR    | cleared | FLR only | PF reset
                igb            | PF          | PF+VF  | PF     | PF      | PF     | PF      | PF       | PF
                igb-i350       | PF          | PF+VF  | PF     | PF      | PF     | PF      | PF       | PF
                ixgbe          | PF          | PF+VF  | PF     | PF      | PF     | PF      | PF       | PF
                i40e           | PF          | PF+VF  | PF     | PF      | PF     | PF      | PF       | PF
                ice            | PF          | PF+VF  | PF     | PF      | PF     | PF      | PF       | PF
                ice-switchdev  | PF          | PF     | PF     | PF      | PF     | PF      | PF       | PF
                mlx4           | PF          | PF+VF  | PF     | PF      | PF     | PF      | PF       | PF
                mlx5           | PF          | PF+VF  | PF     | PF      | PF     | PF      | PF       | PF
                mlx5-switchdev | PF          | PF     | PF     | PF      | PF     | PF      | PF       | PF
                bnxt           | PF          | PF+VF  | PF     | PF      | PF     | PF      | PF       | PF
                qed            | PF          | PF+VF  | PF     | PF      | PF     | PF      | PF       | PF
                hns3           | PF          | PF+VF  | PF     | PF      | PF     | PF      | PF       | PF
                enic           | PF          | PF+VF  | PF     | PF      | PF     | PF      | PF       | PF
                be2net         | PF          | PF+VF  | PF     | PF      | PF     | PF      | PF       | PF""";
        assertThat(table(PfReception.EXPLICIT, true, blackholeRule())).isEqualTo(expected);
        assertThat(table(PfReception.EXPLICIT, false, blackholeRule())).isEqualTo(expected);
    }

    @Test
    void aPfWithNeitherReceivesNothingWhereTheDefaultPoolNeedsPromiscuity() {
        assertThat(table(PfReception.NEITHER, true, blackholeRule())).isEqualTo("""
                                       | not enabled | in use | closed | unbound | FLR    | cleared | FLR only | PF reset
                        igb            | lost R      | VF     | lost Q | lost Q  | lost R | lost    | lost R   | lost
                        igb-i350       | lost R      | VF     | lost Q | lost Q  | lost R | lost    | lost R   | lost
                        ixgbe          | lost Q      | VF     | lost Q | lost Q  | lost   | lost    | lost     | lost
                        i40e           | lost R      | VF     | lost R | lost R  | lost R | lost    | lost R   | lost R
                        ice            | lost R      | VF     | lost R | lost R  | lost R | lost    | lost R   | lost R
                        ice-switchdev  | lost        | lost   | lost   | lost    | lost   | lost    | lost     | lost
                        mlx4           | lost        | VF     | lost   | lost    | lost   | lost    | lost     | lost
                        mlx5           | lost        | VF     | lost   | lost    | lost   | lost    | lost     | lost
                        mlx5-switchdev | lost        | lost   | lost   | lost    | lost   | lost    | lost     | lost
                        bnxt           | lost        | VF     | lost   | lost    | lost   | lost    | lost     | lost
                        qed            | lost        | VF     | lost   | lost    | lost   | lost    | lost     | lost
                        hns3           | lost        | VF     | lost Q | lost    | lost   | lost    | lost     | lost
                        enic           | lost R      | VF     | lost Q | lost Q  | lost R | lost    | lost R   | lost R
                        be2net         | lost R      | VF     | lost Q | lost Q  | lost R | lost Q  | lost R   | lost R""");
    }

    @Test
    void aPfWithNeitherIsAsIfPromiscuousWhereTheDefaultPoolNeedsNothing() {
        assertThat(table(PfReception.NEITHER, false, blackholeRule()))
                .isEqualTo(table(PfReception.PROMISCUOUS, false, blackholeRule()));
    }

    /** The test without a VM: the PF is not promiscuous. */
    @Test
    void theTestWithoutAVmTellsEarlyFromLateOnlyWhileThePfHasNoEntry() {
        assertThat(withoutVm(true)).isEqualTo("""
                                       | VF only, unbound | and after FLR | VF and PF, unbound | VF and PF, up
                        igb            | lost R           | lost R        | PF                 | PF+VF
                        igb-i350       | lost R           | lost R        | PF                 | PF+VF
                        ixgbe          | lost Q           | lost          | PF                 | PF+VF
                        i40e           | lost R           | lost R        | PF                 | PF+VF
                        ice            | lost R           | lost R        | PF                 | PF+VF
                        ice-switchdev  | lost             | lost          | PF                 | PF
                        mlx4           | lost             | lost          | PF                 | PF+VF
                        mlx5           | lost             | lost          | PF                 | PF+VF
                        mlx5-switchdev | lost             | lost          | PF                 | PF
                        bnxt           | lost             | lost          | PF                 | PF+VF
                        qed            | lost             | lost          | PF                 | PF+VF
                        hns3           | lost             | lost          | PF                 | PF+VF
                        enic           | lost R           | lost R        | PF                 | PF+VF
                        be2net         | lost R           | lost R        | PF                 | PF+VF""");
        assertThat(withoutVm(false)).isEqualTo("""
                                       | VF only, unbound | and after FLR | VF and PF, unbound | VF and PF, up
                        igb            | lost R           | lost R        | PF                 | PF+VF
                        igb-i350       | lost R           | lost R        | PF                 | PF+VF
                        ixgbe          | lost Q           | PF            | PF                 | PF+VF
                        i40e           | lost R           | lost R        | PF                 | PF+VF
                        ice            | lost R           | lost R        | PF                 | PF+VF
                        ice-switchdev  | PF               | PF            | PF                 | PF
                        mlx4           | PF               | PF            | PF                 | PF+VF
                        mlx5           | PF               | PF            | PF                 | PF+VF
                        mlx5-switchdev | PF               | PF            | PF                 | PF
                        bnxt           | PF               | PF            | PF                 | PF+VF
                        qed            | PF               | PF            | PF                 | PF+VF
                        hns3           | PF               | PF            | PF                 | PF+VF
                        enic           | lost R           | lost R        | PF                 | PF+VF
                        be2net         | lost R           | lost R        | PF                 | PF+VF""");
    }

    private static String withoutVm(boolean needsPromisc) {
        Map<String, Consumer<VirtualizedNic>> columns = new LinkedHashMap<>();
        columns.put("VF only, unbound", nic -> giveMac(nic));
        columns.put("and after FLR", nic -> {
            giveMac(nic);
            nic.settle(nic.resetFunction(0));
        });
        columns.put("VF and PF, unbound", nic -> {
            giveMac(nic);
            nic.settle(nic.addFdbSelf(M));
        });
        columns.put("VF and PF, up", nic -> {
            use(nic);
            nic.settle(nic.addFdbSelf(M));
        });
        return table(PfReception.NEITHER, needsPromisc, columns);
    }

    @Test
    void inSwitchdevModeTheRulesLeadFramesWhateverTheVfDoes() {
        Map<String, Consumer<VirtualizedNic>> columns = new LinkedHashMap<>();
        columns.put("steered, unbound", nic -> nic.settle(nic.steer(0, M)));
        columns.put("in use", nic -> {
            nic.settle(nic.steer(0, M));
            use(nic);
        });
        columns.put("closed", nic -> {
            nic.settle(nic.steer(0, M));
            close(nic);
        });
        columns.put("steered away", nic -> {
            nic.settle(nic.steer(0, M));
            use(nic);
            nic.settle(nic.steerAway(0, M));
        });
        assertThat(table(PfReception.NEITHER, SWITCHDEV, family -> family.settings(), columns))
                .isEqualTo("""
                                       | steered, unbound | in use | closed | steered away
                        ice-switchdev  | lost R           | VF     | lost R | PF
                        mlx5-switchdev | lost R           | VF     | lost R | PF""");
    }

    private static String table(
            PfReception reception, boolean needsPromisc, Map<String, Consumer<VirtualizedNic>> columns) {
        return table(
                reception,
                family -> true,
                family -> family.settings().withDefaultPoolNeedsPromisc(needsPromisc),
                columns);
    }

    private static String table(
            PfReception reception,
            Predicate<NicFamily> which,
            Function<NicFamily, PortSettings> settings,
            Map<String, Consumer<VirtualizedNic>> columns) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-14s", ""));
        columns.keySet().forEach(name -> text.append(String.format(Locale.ROOT, " | %-" + width(name) + "s", name)));
        List<NicFamily> families = NicFamilies.all().stream().filter(which).toList();
        for (NicFamily family : families) {
            text.append(String.format(Locale.ROOT, "%n%-14s", family.name()));
            columns.forEach((name, events) -> {
                VirtualizedNic nic = new VirtualizedNic(family.on(settings.apply(family)), PF);
                nic.settle(nic.pfUp());
                reception.prepare(nic, M);
                nic.settle(nic.createVfs(1));
                events.accept(nic);
                text.append(String.format(Locale.ROOT, " | %-" + width(name) + "s", who(nic)));
            });
        }
        String table = text.toString().replaceAll(" +(?=\\R|$)", "");
        System.out.println(table);
        return table;
    }

    private static int width(String name) {
        return Math.max(name.length(), "lost R".length());
    }

    private static String who(VirtualizedNic nic) {
        Verdict verdict = new Verdict();
        new Classifier(nic.registers()).receive(FRAME, verdict);
        boolean pf = verdict.reaches(nic.pfPool());
        boolean vf = verdict.reaches(0);
        if (pf || vf) {
            return pf && vf ? "PF+VF" : pf ? "PF" : "VF";
        }
        DropReason reason = verdict.dropped().orElseThrow();
        return switch (reason) {
            case POOL_RX_DISABLED -> "lost R";
            case QUEUE_DISABLED -> "lost Q";
            case NO_POOL -> "lost";
            default -> reason.name();
        };
    }
}
