package dev.vfgap.scenarios.library;

import dev.vfgap.models.nic.family.BlackholeWindow;
import dev.vfgap.models.nic.family.BlackholeWindows;
import dev.vfgap.models.nic.family.Fact;
import dev.vfgap.models.nic.family.Mark;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.PfReception;
import dev.vfgap.scenarios.config.NicText;
import dev.vfgap.scenarios.config.Words;
import dev.vfgap.simcore.parameter.Parameter;
import java.util.List;
import java.util.stream.Collectors;

/** A NIC family as a page in Markdown. */
public final class NicPage {
    private final NicFamily family;
    private final StringBuilder text = new StringBuilder();

    private NicPage(NicFamily family) {
        this.family = family;
    }

    /** The page. */
    public static String of(NicFamily family) {
        return new NicPage(family).write();
    }

    private String write() {
        line("# NIC family: " + family.name());
        line("");
        List<String> aliases = Nics.aliases(family);
        line(family.title() + (aliases.isEmpty() ? "." : "; also called " + String.join(", ", aliases) + "."));
        line("");
        line(NicWords.filter(family));
        line("");
        line("For failover, the standby on a bridge:");
        line("");
        NicWords.failover(family).forEach(sentence -> line("* " + sentence));
        windows();
        orders();
        events();
        settings();
        refused();
        facts();
        head("What is not verified");
        line("Not verified: " + orNothing(NicWords.notVerified(family)) + ".");
        line("");
        line("Inferred: " + orNothing(NicWords.marked(family, Mark.INFERRED)) + ".");
        return text.toString();
    }

    private void orders() {
        head("Where a frame to the guest's MAC M goes");
        line(
                "In these orders of steps, with the PF as a port of the standby's bridge, and with M as a filter of the PF's own (a macvtap,"
                        + " `bridge fdb add`).");
        for (NicOrder order : NicOrder.of(family)) {
            line("");
            line("| " + order.way().text() + ": " + order.title() + " | | bridge | own filter |");
            line("|---|---|---|---|");
            boolean both = order.receptions().contains(PfReception.EXPLICIT);
            for (NicTrial.Row row : NicTrial.of(family, order).rows()) {
                row(
                        row.moment(),
                        (row.after().isPresent() ? "" : code(row.step().command()))
                                + row.refusal()
                                        .map(words -> " refused: " + words)
                                        .orElse(""),
                        path(row.path(PfReception.PROMISCUOUS)),
                        both ? path(row.path(PfReception.EXPLICIT)) : "");
            }
        }
    }

    private static String path(NicTrial.Path path) {
        return path == NicTrial.Path.NOWHERE ? "**lost**" : path.text();
    }

    private void windows() {
        head("Blackhole windows");
        line("Over every order of events: what begins a loss, what can end it, and why frames are lost.");
        line("");
        line("| standby | begins with | ends with | fates |");
        line("|---|---|---|---|");
        for (PfReception reception : List.of(PfReception.PROMISCUOUS, PfReception.EXPLICIT)) {
            List<BlackholeWindow> windows = BlackholeWindows.of(family, reception);
            String standby = NicWords.standby(reception);
            if (windows.isEmpty()) {
                row(standby, "none", "", "");
            }
            for (BlackholeWindow window : windows) {
                row(
                        standby,
                        NicWords.moment(window.from()),
                        NicWords.moments(window.until()),
                        window.reasons().stream().map(Enum::name).collect(Collectors.joining(", ")));
                standby = "";
            }
        }
    }

    private void events() {
        head("What is done to a VF at each event");
        line("| event | | does | known | source |");
        line("|---|---|---|---|---|");
        family.cells()
                .forEach((event, cell) -> row(
                        Words.of(event),
                        code(event.command()),
                        code(cell.text()),
                        Words.of(cell.mark()),
                        cell.source()));
        List<Parameter> delays = NicWords.delays(family);
        if (!delays.isEmpty()) {
            line("");
            line("| parameter | default | range | |");
            line("|---|---|---|---|");
            delays.forEach(delay -> row(
                    code(delay.key()),
                    delay.value().toText(delay.unit()),
                    delay.unit().format(delay.min()) + " to " + delay.unit().format(delay.max()),
                    delay.meaning() + " (" + delay.provenance() + ")"));
        }
    }

    private void settings() {
        head("Sizes and settings");
        line("| key | value | meaning |");
        line("|---|---|---|");
        NicWords.settings(family).forEach((key, value) -> row(code(key), value.toString(), NicText.meaning(key)));
        row(code("portReset"), family.portReset().orElse("none"), NicText.meaning("portReset"));
    }

    private void refused() {
        if (!family.refused().isEmpty()) {
            head("What the PF's driver refuses");
            line("| command | answer |");
            line("|---|---|");
            family.refused().forEach((command, words) -> row(code(command.command()), words));
        }
    }

    private void facts() {
        if (!family.facts().isEmpty()) {
            head("What else is known");
            line("| about | fact | known | source |");
            line("|---|---|---|---|");
            for (Fact fact : family.facts()) {
                row(fact.topic(), fact.text(), Words.of(fact.mark()), fact.source());
            }
        }
    }

    private static String orNothing(List<String> items) {
        return items.isEmpty() ? "nothing" : String.join(", ", items);
    }

    private static String code(String code) {
        return "`" + code + "`";
    }

    private void head(String title) {
        line("");
        line("## " + title);
        line("");
    }

    private void row(String... cells) {
        line("| "
                + List.of(cells).stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | "))
                + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
