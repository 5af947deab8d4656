package dev.vfgap.scenarios.cli;

import dev.vfgap.models.nic.family.BlackholeWindow;
import dev.vfgap.models.nic.family.BlackholeWindows;
import dev.vfgap.models.nic.family.Cell;
import dev.vfgap.models.nic.family.Fact;
import dev.vfgap.models.nic.family.NicEvent;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.PfReception;
import dev.vfgap.scenarios.config.NicText;
import dev.vfgap.scenarios.config.Words;
import dev.vfgap.scenarios.library.NicOrder;
import dev.vfgap.scenarios.library.NicPage;
import dev.vfgap.scenarios.library.NicSheet;
import dev.vfgap.scenarios.library.NicTrial;
import dev.vfgap.scenarios.library.NicWords;
import dev.vfgap.scenarios.library.Nics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code describe nic}: one NIC family. */
@Command(
        name = "nic",
        description =
                "Shows what a NIC's drivers do at each event, when frames are lost for it, and what is not verified.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap describe nic ixgbe",
            "  vfgap describe nic 82576",
            "  vfgap describe nic ixgbe --yaml >my-nic.yaml",
            "  vfgap describe nic ./my-nic.yaml"
        })
final class DescribeNic implements Callable<Integer> {
    private static final List<PfReception> RECEPTIONS = List.of(PfReception.PROMISCUOUS, PfReception.EXPLICIT);

    @Mixin
    private CommonOptions options;

    @Parameters(
            paramLabel = "NAME",
            description = "A family, a chip, a driver, or the path of a profile with a nic section.")
    private String name;

    @ArgGroup
    private Form form = new Form();

    /** In what form the text is. */
    private static final class Form {
        @Option(names = "--yaml", description = "The family as a profile instead, to start your own from.")
        private boolean yaml;

        @Option(names = "--markdown", description = "The family as a page in Markdown.")
        private boolean markdown;
    }

    @Override
    public Integer call() {
        NicFamily family = Nics.of(name);
        options.sessionUsing().result(() -> json(family), () -> text(family));
        return ExitCode.DONE;
    }

    private String text(NicFamily family) {
        if (form.yaml) {
            return NicText.of(family);
        }
        return form.markdown ? NicPage.of(family) : NicSheet.of(family);
    }

    private static Map<String, Object> json(NicFamily family) {
        Map<String, Object> shown = DescribeNics.summary(family);
        shown.put("failover", NicWords.failover(family));
        shown.put("sizes", NicText.sizes(family.sizes()));
        shown.put("settings", NicText.settings(family.settings()));
        shown.put("portReset", family.portReset());
        Map<String, Object> refused = new LinkedHashMap<>();
        family.refused().forEach((command, words) -> refused.put(Words.of(command), words));
        shown.put("refused", refused);
        List<Map<String, Object>> events = new ArrayList<>();
        family.cells().forEach((event, cell) -> events.add(event(event, cell)));
        shown.put("events", events);
        Map<String, Object> windows = new LinkedHashMap<>();
        for (PfReception reception : RECEPTIONS) {
            windows.put(
                    key(reception),
                    BlackholeWindows.of(family, reception).stream()
                            .map(DescribeNic::window)
                            .toList());
        }
        shown.put("blackholeWindows", windows);
        shown.put(
                "orders",
                NicOrder.of(family).stream()
                        .map(order -> order(NicTrial.of(family, order)))
                        .toList());
        shown.put("facts", family.facts().stream().map(DescribeNic::fact).toList());
        shown.put("notVerified", NicWords.notVerified(family));
        Map<String, Object> result = DescribeCommand.head();
        result.put("nic", shown);
        return result;
    }

    private static Map<String, Object> event(NicEvent event, Cell cell) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("event", Words.of(event));
        shown.put("command", event.command());
        shown.put("does", cell.text());
        shown.put("mark", Words.of(cell.mark()));
        shown.put("source", cell.source());
        return shown;
    }

    private static Map<String, Object> order(NicTrial trial) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("title", trial.order().title());
        shown.put("way", Words.of(trial.order().way()));
        shown.put("rows", trial.rows().stream().map(DescribeNic::row).toList());
        Map<String, Object> lost = new LinkedHashMap<>();
        for (PfReception reception : trial.order().receptions()) {
            lost.put(
                    key(reception),
                    trial.windows(reception).stream().map(DescribeNic::lost).toList());
        }
        shown.put("lost", lost);
        return shown;
    }

    private static Map<String, Object> row(NicTrial.Row row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("step", row.step().command());
        shown.put("after", row.after());
        shown.put("refused", row.refusal());
        for (PfReception reception : RECEPTIONS) {
            NicTrial.Path path = row.path(reception);
            shown.put(key(reception), path == NicTrial.Path.NOWHERE ? "none" : path.text());
        }
        return shown;
    }

    private static Map<String, Object> window(BlackholeWindow window) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("from", NicWords.moment(window.from()));
        shown.put("until", window.until().stream().map(NicWords::moment).toList());
        shown.put("reasons", window.reasons().stream().map(Enum::name).toList());
        return shown;
    }

    private static Map<String, Object> lost(NicTrial.Window window) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("from", window.from().moment());
        shown.put("until", window.until().map(NicTrial.Row::moment));
        return shown;
    }

    private static String key(PfReception reception) {
        return switch (reception) {
            case PROMISCUOUS -> "bridge";
            case EXPLICIT -> "ownFilter";
            case NEITHER -> "neither";
        };
    }

    private static Map<String, Object> fact(Fact fact) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("topic", fact.topic());
        shown.put("fact", fact.text());
        shown.put("mark", Words.of(fact.mark()));
        shown.put("source", fact.source());
        return shown;
    }
}
