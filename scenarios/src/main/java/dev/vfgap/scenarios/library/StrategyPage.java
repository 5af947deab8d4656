package dev.vfgap.scenarios.library;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.operate.BusMasterEvents;
import dev.vfgap.models.operate.Initial;
import dev.vfgap.models.operate.PrimaryDevice;
import dev.vfgap.models.operate.PrimaryUse;
import dev.vfgap.scenarios.config.ScenarioHead;
import dev.vfgap.scenarios.config.Strategy;
import dev.vfgap.scenarios.expect.Amount;
import dev.vfgap.scenarios.expect.Expectation;
import dev.vfgap.scenarios.expect.Measure;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A strategy as a page in Markdown: its runbook, and what it says of itself. */
public final class StrategyPage {
    private final Strategy strategy;
    private final Runbook runbook;
    private final StringBuilder text = new StringBuilder();

    private StrategyPage(Strategy strategy) {
        this.strategy = strategy;
        this.runbook = Runbook.of(strategy);
    }

    /** The page. */
    public static String of(Strategy strategy) {
        return new StrategyPage(strategy).write();
    }

    /** A table of all strategies by their groups, each with a link to its page. */
    public static String index() {
        StringBuilder text = new StringBuilder();
        for (StrategyGroup group : StrategyGroup.values()) {
            text.append("\n## ").append(group.title()).append("\n\n");
            text.append(
                    "| strategy | also | what it is | what it claims | loses by | shown by |\n|---|---|---|---|---|---|\n");
            for (Strategy strategy : Strategies.of(group)) {
                text.append(String.format(
                        "| [%s](%s.md) | %s | %s%s | %s | %s | %s |\n",
                        strategy.name(),
                        strategy.name(),
                        String.join(", ", strategy.aliases()),
                        cell(strategy.title()),
                        strategy.obstacle().isPresent() ? " (nobody can do this today)" : "",
                        cell(strategy.claim()),
                        losses(Claims.of(strategy)),
                        Claims.of(strategy).stream()
                                .map(head -> "`" + head.name() + "`")
                                .collect(Collectors.joining(", "))));
            }
        }
        return text.toString();
    }

    /** The fates by which its claims say that frames are lost. */
    private static String losses(List<ScenarioHead> claims) {
        return claims.stream()
                .flatMap(head -> head.expectations().stream())
                .flatMap(StrategyPage::losses)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> losses(Expectation expectation) {
        boolean some = expectation instanceof Amount amount
                && amount.measure() instanceof Measure.Ended ended
                && ended.outcome() == FrameFate.Outcome.LOST
                && amount.bound().min() > 0;
        return some
                ? ((Measure.Ended) ((Amount) expectation).measure())
                        .fates().stream().map(Enum::name)
                : Stream.empty();
    }

    private String write() {
        List<String> aliases = strategy.aliases();
        line("# Strategy: " + strategy.name());
        line("");
        line(strategy.title() + (aliases.isEmpty() ? "." : ". Also called " + String.join(", ", aliases) + "."));
        line("");
        line(escaped(strategy.summary()));
        line("");
        line("**Claim.** " + escaped(strategy.claim()));
        strategy.obstacle().ifPresent(obstacle -> {
            line("");
            line("**Nobody can do this today.** " + escaped(obstacle));
        });
        line("");
        line("| | |");
        line("|---|---|");
        strategy.requires().hotplug().ifPresent(hotplug -> line("| hot-plug | " + hotplug.word() + " |"));
        line("| standby | " + strategy.requires().standby().word() + " |");
        PrimaryUse primary = strategy.requires().primary();
        if (primary.device() != PrimaryDevice.VF) {
            line("| primary | " + primary.device().word() + " |");
        }
        if (primary.busMaster() != BusMasterEvents.NONE) {
            line("| bus-master writes | " + primary.busMaster().word() + " |");
        }
        Initial initial = strategy.initial();
        line("| before, on A | filter to " + initial.filterA().word() + ", primary "
                + initial.primaryA().word() + " |");
        line("| before, on B | filter to " + initial.filterB().word() + ", primary "
                + initial.primaryB().word() + " |");
        line("");
        line("## Steps");
        line("");
        if (!runbook.before().isEmpty()) {
            line("Before the first step:");
            line("");
            runbook.before().forEach(hint -> hint(hint, ""));
            line("");
        }
        runbook.lines().forEach(step -> step(step, ""));
        fillIn();
        claims();
        line("");
        line("Source: " + escaped(strategy.source()) + ".");
        return text.toString();
    }

    private void step(Runbook.Line step, String indent) {
        String number = step.number().substring(step.number().lastIndexOf('.') + 1);
        String limit =
                step.limit().isEmpty() ? "" : " (at most " + step.limit() + "; otherwise " + step.otherwise() + ")";
        line(indent + number + ". " + step.text() + limit);
        String inner = indent + " ".repeat(number.length() + 2);
        step.hints().forEach(hint -> hint(hint, inner));
        step.instead().forEach(instead -> step(instead, inner));
    }

    private void hint(Runbook.Hint hint, String indent) {
        line(indent + "* " + hint.where() + ": `" + hint.text() + "`"
                + (hint.note().isEmpty() ? "" : " (" + escaped(hint.note()) + ")"));
    }

    private void fillIn() {
        Map<String, String> used = runbook.used();
        if (!used.isEmpty()) {
            line("");
            line("## To fill in");
            line("");
            line("| name | is |");
            line("|---|---|");
            used.forEach((name, meaning) -> line("| `" + name + "` | " + cell(meaning) + " |"));
        }
    }

    private void claims() {
        List<ScenarioHead> claims = Claims.of(strategy);
        if (!claims.isEmpty()) {
            line("");
            line("## What upholds the claim");
            for (ScenarioHead head : claims) {
                line("");
                line("`vfgap run " + head.name() + "`: " + escaped(head.title()) + "."
                        + head.summary().map(summary -> " " + escaped(summary)).orElse(""));
                line("");
                head.expectations().forEach(expectation -> line("* " + expectation.text()));
            }
        }
    }

    private static String cell(String text) {
        return escaped(text).replace("|", "\\|");
    }

    /** Text as Markdown shows it: nothing in it is a tag. */
    private static String escaped(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining(" ")).replace("<", "\\<");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
