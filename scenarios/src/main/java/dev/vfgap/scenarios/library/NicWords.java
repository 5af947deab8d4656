package dev.vfgap.scenarios.library;

import dev.vfgap.models.nic.family.BlackholeWindow.Moment;
import dev.vfgap.models.nic.family.Cell;
import dev.vfgap.models.nic.family.Condition;
import dev.vfgap.models.nic.family.Mark;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.PfReception;
import dev.vfgap.scenarios.config.NicText;
import dev.vfgap.scenarios.config.Words;
import dev.vfgap.simcore.parameter.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is said of a NIC family in the same words on the terminal, in pages and in JSON. */
public final class NicWords {

    /** The notation of a cell, a line for each sign. */
    public static final Map<String, String> NOTATION = notation();

    private NicWords() {}

    private static Map<String, String> notation() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                "E",
                "for which addresses the filter leads to the VF: 0 none, A the MAC that the host gave it,"
                        + " M the one that the PF's driver has stored, L what the VF's driver uses, F what the switch rules say");
        lines.put(
                "R",
                "whether the PF's driver lets the VF receive and send: 0 no, 1 yes, L unless the host disabled its link");
        lines.put("Q", "whether the VF's queues are on: 0 no, 1 yes");
        lines.put("M", "what the PF's driver then has stored: A only what the host gave, L what the VF's driver uses");
        lines.put("S", "whether the VF may then send from its own addresses only: 0 no, 1 yes");
        lines.put("=", "nothing changes; a letter that is not named does not change either");
        lines.put("after P", "a further step, when the delay of parameter P has passed");
        String conditions = Arrays.stream(Condition.values())
                .map(Condition::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        lines.put(
                "if C",
                "a step that is done only when the VF is so: " + conditions
                        + " (A: the host gave it its MAC; assigned: a guest holds it)");
        lines.put("refused if C (…)", "when the command fails, with the tool's words");
        return Collections.unmodifiableMap(lines);
    }

    /** When the filter leads a VF's MAC to the VF. */
    public static String filter(NicFamily family) {
        return "The filter leads a VF's MAC to the VF " + family.filterClass().text() + " ("
                + Words.of(family.filterClass()) + ").";
    }

    /** What the family does to a failover whose standby is on a bridge, a sentence for each way; derived. */
    public static List<String> failover(NicFamily family) {
        List<String> sentences = new ArrayList<>();
        for (NicOrder.Way way : NicOrder.Way.values()) {
            List<NicTrial> trials = NicOrder.of(family).stream()
                    .filter(order -> order.way() == way)
                    .map(order -> NicTrial.of(family, order))
                    .toList();
            List<NicTrial.Window> lost = trials.get(0).windows(PfReception.PROMISCUOUS);
            String without = trials.stream()
                    .filter(trial -> trial.windows(PfReception.PROMISCUOUS).isEmpty())
                    .map(trial -> trial.order().title())
                    .collect(Collectors.joining("; "));
            sentences.add("When " + way.text() + ", "
                    + (lost.isEmpty()
                            ? "nothing is lost."
                            : "frames are lost "
                                    + lost.stream().map(NicWords::fromUntil).collect(Collectors.joining(", and "))
                                    + (without.isEmpty() ? "." : ". Nothing is lost in this order: " + without + ".")));
        }
        return sentences;
    }

    /** When frames are lost. */
    static String fromUntil(NicTrial.Window window) {
        return "from \"" + window.from().moment() + "\" "
                + window.until().map(row -> "until \"" + row.moment() + "\"").orElse("on");
    }

    /** What of a family is no more than an assumption: events and facts. */
    public static List<String> notVerified(NicFamily family) {
        return marked(family, Mark.NOT_VERIFIED);
    }

    /** What of a family is known in this way: events by their words, facts by their topics. */
    public static List<String> marked(NicFamily family, Mark mark) {
        List<String> found = new ArrayList<>();
        family.cells().forEach((event, cell) -> {
            if (cell.mark() == mark) {
                found.add(Words.of(event));
            }
        });
        family.facts().stream().filter(fact -> fact.mark() == mark).forEach(fact -> found.add(fact.topic()));
        return found;
    }

    /** Sizes and settings by their keys. */
    public static Map<String, Object> settings(NicFamily family) {
        Map<String, Object> settings = NicText.sizes(family.sizes());
        settings.putAll(NicText.settings(family.settings()));
        return settings;
    }

    /** The parameters that a family's cells and its port name, in the order of their first use. */
    public static List<Parameter> delays(NicFamily family) {
        Set<String> keys = new LinkedHashSet<>();
        family.portReset().ifPresent(keys::add);
        for (Cell cell : family.cells().values()) {
            cell.steps().forEach(step -> step.delay().ifPresent(keys::add));
        }
        return keys.stream().map(Catalogue.all()::require).toList();
    }

    /** How the PF receives the guest's frames, in two words. */
    public static String standby(PfReception reception) {
        return switch (reception) {
            case PROMISCUOUS -> "bridge";
            case EXPLICIT -> "own filter";
            case NEITHER -> "neither";
        };
    }

    /** A moment that begins or ends a loss, for example {@code nic.vfResetI40e after set-admin-mac}. */
    public static String moment(Moment moment) {
        return moment.delay().map(key -> key + " after ").orElse("") + Words.of(moment.event());
    }

    /** Several of them, any of which will do; or that there is none. */
    public static String moments(List<Moment> moments) {
        return moments.isEmpty()
                ? "nothing: it does not end"
                : moments.stream().map(NicWords::moment).collect(Collectors.joining(" or "));
    }
}
