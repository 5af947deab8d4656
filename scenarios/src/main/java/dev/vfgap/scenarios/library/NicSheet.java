package dev.vfgap.scenarios.library;

import dev.vfgap.models.nic.family.BlackholeWindow;
import dev.vfgap.models.nic.family.BlackholeWindows;
import dev.vfgap.models.nic.family.Mark;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.PfReception;
import dev.vfgap.scenarios.config.NicText;
import dev.vfgap.scenarios.config.Words;
import dev.vfgap.simcore.parameter.Parameter;
import java.util.List;
import java.util.stream.Collectors;

/** A NIC family as text for a terminal. */
public final class NicSheet {
    private final NicFamily family;
    private final StringBuilder text = new StringBuilder();

    private NicSheet(NicFamily family) {
        this.family = family;
    }

    /** The text. */
    public static String of(NicFamily family) {
        return new NicSheet(family).write();
    }

    private String write() {
        line("%s: %s", family.name(), family.title());
        List<String> aliases = Nics.aliases(family);
        if (!aliases.isEmpty()) {
            line("Also called %s.", String.join(", ", aliases));
        }
        line("%s", NicWords.filter(family));
        line("%nFor failover, the standby on a bridge:");
        NicWords.failover(family).forEach(sentence -> line("  %s", sentence));
        windows();
        orders();
        events();
        settings();
        refused();
        facts();
        line("%n%s", "Not verified: " + orNothing(NicWords.notVerified(family)));
        line("%s", "Inferred: " + orNothing(NicWords.marked(family, Mark.INFERRED)));
        return text.toString();
    }

    private void orders() {
        line(
                "%nWhere a frame to the guest's MAC M goes in an order of steps: with the PF as a port of the standby's bridge, and with M as a"
                        + " filter of its own");
        for (NicOrder order : NicOrder.of(family)) {
            line("%n  %-95s %-7s %-11s", order.way().text() + ": " + order.title(), "bridge", "own filter");
            boolean both = order.receptions().contains(PfReception.EXPLICIT);
            for (NicTrial.Row row : NicTrial.of(family, order).rows()) {
                line(
                        "    %-49s %-43s %-7s %-11s %s",
                        row.moment(),
                        row.after().isEmpty() ? row.step().command() : "",
                        row.path(PfReception.PROMISCUOUS).text(),
                        both ? row.path(PfReception.EXPLICIT).text() : "",
                        row.refusal().map(words -> "refused: " + words).orElse(""));
            }
        }
    }

    private void windows() {
        line(
                "%nBlackhole windows, over every order of events: what begins a loss, what can end it, and why frames are lost");
        for (PfReception reception : List.of(PfReception.PROMISCUOUS, PfReception.EXPLICIT)) {
            List<BlackholeWindow> windows = BlackholeWindows.of(family, reception);
            line("  %s%s", NicWords.standby(reception), windows.isEmpty() ? ": none" : "");
            for (BlackholeWindow window : windows) {
                line("    %s, until %s", NicWords.moment(window.from()), NicWords.moments(window.until()));
                line("        %s", window.reasons().stream().map(Enum::name).collect(Collectors.joining(", ")));
            }
        }
    }

    private void events() {
        line("%nWhat is done to a VF at each event");
        family.cells().forEach((event, cell) -> {
            line("  %-16s %-50s %s", Words.of(event), cell.text(), Words.of(cell.mark()));
            line("  %-16s %s", "", event.command());
            line("  %-16s %s", "", cell.source());
        });
        line("");
        NicWords.NOTATION.forEach((sign, meaning) -> line("  %-16s %s", sign, meaning));
        for (Parameter delay : NicWords.delays(family)) {
            line(
                    "  %-16s %s, %s to %s: %s",
                    delay.key(),
                    delay.value().toText(delay.unit()),
                    delay.unit().format(delay.min()),
                    delay.unit().format(delay.max()),
                    delay.meaning());
        }
    }

    private void settings() {
        line("%nSizes and settings");
        NicWords.settings(family).forEach((key, value) -> line("  %-24s %-14s %s", key, value, NicText.meaning(key)));
        line("  %-24s %-14s %s", "portReset", family.portReset().orElse("none"), NicText.meaning("portReset"));
    }

    private void refused() {
        if (!family.refused().isEmpty()) {
            line("%nWhat the PF's driver refuses");
            family.refused().forEach((command, words) -> line("  %-42s %s", command.command(), words));
        }
    }

    private void facts() {
        if (!family.facts().isEmpty()) {
            line("%nWhat else is known");
            family.facts().forEach(fact -> {
                line("  %s: %s", fact.topic(), fact.text());
                line("    %s: %s", Words.of(fact.mark()), fact.source());
            });
        }
    }

    private static String orNothing(List<String> items) {
        return items.isEmpty() ? "nothing" : String.join(", ", items);
    }

    private void line(String format, Object... args) {
        text.append(String.format(format, args).stripTrailing()).append('\n');
    }
}
