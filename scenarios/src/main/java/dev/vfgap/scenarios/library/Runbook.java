package dev.vfgap.scenarios.library;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Otherwise;
import dev.vfgap.models.operate.PrimaryDevice;
import dev.vfgap.models.operate.PrimaryUse;
import dev.vfgap.models.operate.Standby;
import dev.vfgap.models.operate.Step;
import dev.vfgap.models.operate.Wait;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.simcore.unit.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A strategy as numbered lines that a person can carry out, each with the real commands or with where to look.
 *
 * <p>Names with a {@code $} are to be filled in; {@link #NAMES} says what they are.
 *
 * @param strategy what is carried out
 * @param before how to see that the hosts are in the state from which it starts
 * @param lines the steps, in order
 */
public record Runbook(Strategy strategy, List<Hint> before, List<Line> lines) {

    /** The longest line of a paragraph, in characters. */
    public static final int WIDTH = 100;

    /** What stands for the names in the commands. */
    public static final Map<String, String> NAMES = names();

    /**
     * One step.
     *
     * @param number "3", or "3.1" for a step in place of the rest
     * @param text what to do, or what to wait for
     * @param hints commands and places to look, in the order of preference
     * @param limit the longest wait, or empty
     * @param otherwise what to do then, or empty
     * @param instead the steps to carry out then in place of the rest, or none
     * @param note why the step is not as the strategy has it, or empty
     */
    public record Line(
            String number,
            String text,
            List<Hint> hints,
            String limit,
            String otherwise,
            List<Line> instead,
            String note) {}

    /**
     * A command, or an event to look for.
     *
     * @param where who takes or shows it: "QMP A", "shell B", "virsh", "guest"
     * @param text the command or event itself
     * @param note when it applies, or empty
     */
    public record Hint(String where, String text, String note) {}

    /** Whose commands for filters a runbook has. */
    public enum Nics {
        ANY,
        /** Those whose filters follow the PF's {@code vf mac}. */
        LEGACY,
        /** A NIC in switchdev mode, or a bridge in its place. */
        SWITCHDEV
    }

    /** What a runbook is written for: its NICs, and what stands beside some of the lines, by their numbers. */
    private record For(Standby standby, Nics nics, Map<String, String> notes, Map<Host, MacHolders> holders) {
        For inBranch() {
            return new For(standby, nics, notes, MacHolders.copy(holders));
        }
    }

    public static Runbook of(Strategy strategy) {
        return of(strategy, Nics.ANY, Map.of());
    }

    /**
     * A strategy for some NICs, with what is to be said beside some of its steps.
     *
     * @param notes by the numbers of the lines
     */
    public static Runbook of(Strategy strategy, Nics nics, Map<String, String> notes) {
        For what = new For(strategy.requires().standby(), nics, notes, MacHolders.before(strategy));
        List<Hint> before = before(strategy, what);
        return new Runbook(strategy, before, lines(strategy.plan().steps(), "", what));
    }

    /** Where the guest's MAC must be before the first step; a guest without a VF asks for nothing, nor does another system. */
    private static List<Hint> before(Strategy strategy, For what) {
        boolean byCommands =
                strategy.has(step -> step instanceof Action.SetFilter || step instanceof Action.SetMacvtap);
        if (!byCommands || what.nics() == Nics.SWITCHDEV) {
            return List.of();
        }
        return what.holders().entrySet().stream()
                .map(each -> new FilterCommands(each.getKey(), what.nics(), each.getValue()).before())
                .toList();
    }

    private static List<Line> lines(List<Step> steps, String prefix, For what) {
        List<Line> lines = new ArrayList<>();
        for (Step step : steps) {
            lines.add(line(step, prefix + (lines.size() + 1), what));
        }
        return lines;
    }

    private static Line line(Step step, String number, For what) {
        String note = what.notes().getOrDefault(number, "");
        if (step instanceof Action action) {
            ActionCommands commands = new ActionCommands(what.standby(), what.nics(), what.holders());
            action.carryOut(commands);
            return new Line(number, commands.text(), commands.hints(), "", "", List.of(), note);
        }
        if (step instanceof Wait wait) {
            String low = Quantity.formatNanos(wait.minNanos());
            String text = wait.minNanos() == wait.maxNanos()
                    ? "Pause " + low
                    : "Pause between " + low + " and " + Quantity.formatNanos(wait.maxNanos());
            return new Line(number, text, List.of(), "", "", List.of(), note);
        }
        Await await = (Await) step;
        ConditionSigns.Sign sign = await.condition().read(new ConditionSigns());
        if (await.limit().isEmpty()) {
            return new Line(number, sign.text(), sign.hints(), "", "", List.of(), note);
        }
        Await.Limit limit = await.limit().get();
        List<Line> instead = limit.otherwise() instanceof Otherwise.Instead steps
                ? lines(steps.steps(), number + ".", what.inBranch())
                : List.of();
        return new Line(
                number,
                sign.text(),
                sign.hints(),
                Quantity.formatNanos(limit.nanos()),
                otherwise(limit.otherwise()),
                instead,
                note);
    }

    private static String otherwise(Otherwise otherwise) {
        if (otherwise instanceof Otherwise.Continue) {
            return "go on";
        }
        return otherwise instanceof Otherwise.Abort ? "stop here" : "do this and stop:";
    }

    private static String primary(PrimaryUse primary) {
        String device = primary.device() == PrimaryDevice.VF
                ? ""
                : ", " + primary.device().word();
        return switch (primary.busMaster()) {
            case NONE -> device;
            case EVENTS -> device + ", bus-master events";
            case HOLD -> device + ", bus-master events that hold the vCPU";
        };
    }

    /** The runbook for people. */
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append(strategy.name());
        strategy.aliases().forEach(alias -> out.append(" (").append(alias).append(')'));
        out.append("\n").append(strategy.title()).append("\n\n");
        paragraph(out, strategy.summary());
        paragraph(out, "Claim: " + strategy.claim());
        strategy.obstacle().ifPresent(obstacle -> paragraph(out, "Nobody can do this today: " + obstacle));
        out.append("Needs: ")
                .append(strategy.requires()
                        .hotplug()
                        .map(hotplug -> hotplug.word() + " hot-plug, ")
                        .orElse(""))
                .append(strategy.requires().standby().word())
                .append(" standby")
                .append(primary(strategy.requires().primary()))
                .append("\nBefore: filter on A to ")
                .append(word(strategy.initial().filterA()))
                .append(", on B to ")
                .append(word(strategy.initial().filterB()))
                .append("; primary on A ")
                .append(strategy.initial().primaryA().word())
                .append(", on B ")
                .append(strategy.initial().primaryB().word())
                .append('\n');
        before.forEach(hint -> append(out, hint, ""));
        out.append('\n');
        lines.forEach(line -> append(out, line, ""));
        Map<String, String> used = used();
        if (!used.isEmpty()) {
            out.append("\nTo fill in:\n");
            used.forEach((name, meaning) -> out.append(String.format("  %-18s %s%n", name, meaning)));
        }
        out.append("\nSource: ").append(strategy.source()).append('\n');
        return out.toString().replace("\r\n", "\n");
    }

    private static String word(FilterTarget filter) {
        return filter == FilterTarget.NONE ? "none" : "the " + filter.word();
    }

    private static void append(StringBuilder out, Line line, String indent) {
        out.append(indent).append(line.number()).append(". ").append(line.text());
        if (!line.limit().isEmpty()) {
            out.append(" (at most ").append(line.limit()).append(')');
        }
        out.append('\n');
        if (!line.note().isEmpty()) {
            String margin = indent + "     ";
            wrapped(line.note(), WIDTH - margin.length() - 2)
                    .forEach(
                            part -> out.append(margin).append("> ").append(part).append('\n'));
        }
        line.hints().forEach(hint -> append(out, hint, indent));
        if (!line.otherwise().isEmpty()) {
            out.append(indent)
                    .append("     otherwise: ")
                    .append(line.otherwise())
                    .append('\n');
        }
        line.instead().forEach(inner -> append(out, inner, indent + "       "));
    }

    private static void append(StringBuilder out, Hint hint, String indent) {
        out.append(indent).append(String.format("     %-8s ", hint.where())).append(hint.text());
        if (!hint.note().isEmpty()) {
            out.append("   # ").append(hint.note());
        }
        out.append('\n');
    }

    private static void paragraph(StringBuilder out, String text) {
        wrapped(text, WIDTH).forEach(line -> out.append(line).append('\n'));
        out.append('\n');
    }

    /** A text in lines of at most so many characters, but for longer words. */
    public static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The names that occur in the hints, with their meaning. */
    public Map<String, String> used() {
        StringBuilder all = new StringBuilder();
        before.forEach(hint -> collect(all, hint));
        lines.forEach(line -> collect(all, line));
        Map<String, String> used = new LinkedHashMap<>();
        NAMES.forEach((name, meaning) -> {
            if (all.indexOf(name) >= 0) {
                used.put(name, meaning);
            }
        });
        return used;
    }

    private static void collect(StringBuilder all, Line line) {
        line.hints().forEach(hint -> collect(all, hint));
        line.instead().forEach(inner -> collect(all, inner));
    }

    private static void collect(StringBuilder all, Hint hint) {
        all.append(hint.text()).append(' ').append(hint.note()).append('\n');
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("$MAC", "the guest's MAC, the same on primary and standby");
        names.put("$DOMAIN", "the guest's name in libvirt");
        names.put("$PRIMARYIF", "in the guest: the primary's interface");
        for (String host : List.of("A", "B")) {
            names.put("$PF_" + host, "host " + host + ": the physical function's interface");
            names.put("$VF_" + host, "host " + host + ": the number of the virtual function");
            names.put("$VFPCI_" + host, "host " + host + ": the virtual function's PCI address");
            names.put("$PRIMARY_" + host, "host " + host + ": the primary's bridge port (VF representor, or tap)");
            names.put("$UPLINKVF_" + host, "host " + host + ": the VF by which the standby's bridge is connected");
            names.put(
                    "$STANDBY_" + host,
                    "host " + host + ": the standby's bridge port (the virtio tap), or its macvtap");
        }
        names.put("$HOST_B", "the destination's address");
        names.put("$QEMUPID_B", "the destination QEMU's process id");
        return names;
    }
}
