package dev.vfgap.replay.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A validation for people, within 100 columns. */
public final class ValidationText {
    private static final int WIDTH = 100;

    private ValidationText() {}

    /** The cells, what they say together, and what the outliers point to. */
    public static String of(Validation validation) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-10s %-8s %27s %-28s%n",
                "bundle",
                "strategy",
                "lost frames: measured",
                "predicted (9 of 10 runs)"));
        for (Cell cell : validation.cells()) {
            text.append(row(cell));
        }
        text.append('\n');
        sentences(validation).forEach(sentence -> text.append(wrapped(sentence, "  ")));
        if (!validation.outside().isEmpty()) {
            text.append("\ncells outside their intervals of 90 %, and what they point to:\n");
            Set<String> told = new HashSet<>();
            validation.outside().forEach(cell -> text.append(outlier(cell, told)));
            text.append('\n');
        }
        validation.left().forEach(why -> text.append(wrapped(why, "  ")));
        if (!validation.assumed().isEmpty()) {
            text.append(wrapped("rests on assumed " + String.join(", ", validation.assumed()), "  "));
        }
        return text.toString();
    }

    private static String row(Cell cell) {
        boolean outage = cell.metric() == Metric.LONGEST_OUTAGE;
        String unit = outage ? " ms" : "";
        Score score = cell.predicted();
        String basis =
                switch (cell.basis()) {
                    case OTHERS -> "";
                    case EXTRAPOLATED -> ", extrapolated";
                    case FITTED -> ", fitted to it";
                };
        return String.format(
                Locale.ROOT,
                "%-10s %-8s %27s %-28s %s%s%s%n",
                outage ? "" : cell.bundle(),
                outage ? "outage" : cell.strategy(),
                Numbers.of(cell.metric(), cell.measured()) + unit,
                Numbers.of(cell.metric(), score.median()) + unit + " (" + Numbers.of(cell.metric(), score.low())
                        + " .. " + Numbers.of(cell.metric(), score.high()) + ")",
                score.inside() ? "inside" : "OUTSIDE",
                cell.counts() ? "" : ", not counted",
                basis);
    }

    /** What the cells say together, the verdict first. */
    static List<String> sentences(Validation validation) {
        List<String> said = new ArrayList<>();
        said.add(Conclusion.sentence(validation));
        if (validation.counted().isEmpty()) {
            return said;
        }
        for (double level : Score.LEVELS) {
            StringBuilder line = new StringBuilder("intervals of " + Numbers.percent(level) + ": ");
            line.append(held(validation.coverage(level, any -> true)));
            for (Metric metric : Metric.values()) {
                line.append("; ")
                        .append(metric.words())
                        .append(' ')
                        .append(held(validation.coverage(level, cell -> cell.metric() == metric)));
            }
            said.add(line.toString());
        }
        said.add("in brackets: the true coverage at " + Numbers.percent(Coverage.KNOWN_LEVEL)
                + ", as if the cells were independent; runs of one strategy, and both cells of a run, are not");
        for (Metric metric : Metric.values()) {
            said.add("places of the " + metric.words() + " in their predictions: "
                    + validation.pit(metric).shape().sentence());
        }
        Coverage phases = validation.phaseCoverage(Score.LEVEL, any -> true);
        if (phases.n() > 0) {
            said.add("delays inside what is predicted for them at 90 %: " + held(phases) + "; "
                    + validation.phasePit().shape().sentence());
        }
        validation
                .medianAbsoluteRelativeError()
                .ifPresent(error -> said.add("lost frames are off by " + Numbers.text(100 * error, 1)
                        + " % in the median, of bundles with at least 20"));
        validation
                .medianOwnError(Metric.LOST_FRAMES)
                .ifPresent(error -> said.add("with each run's own delays: " + agreeing(validation) + " of "
                        + validation.withOwnDelays(Metric.LOST_FRAMES).size()
                        + " agree with what was lost; off by " + Numbers.text(error, 1) + " frames in the median"));
        Validation.Order order = validation.order();
        if (order.pairs() > 0) {
            said.add("of " + order.pairs() + " pairs of strategies that differ by over 15 %, " + order.right()
                    + " are predicted in the right order");
        }
        validation
                .meanCrpsMs()
                .ifPresent(crps -> said.add("mean CRPS of lost frames: " + Numbers.text(crps, 1) + " ms of stream"));
        for (Map.Entry<String, double[]> one : validation.baselines().entrySet()) {
            said.add(String.format(
                    Locale.ROOT,
                    "  %-20s %.1f ms, where the model has %.1f ms",
                    one.getKey(),
                    one.getValue()[0],
                    one.getValue()[1]));
        }
        named(
                said,
                validation,
                Cell.Basis.EXTRAPOLATED,
                "extrapolated, because no calibration bundle had their NIC or driver: ");
        named(said, validation, Cell.Basis.FITTED, "no test of the delays, because the profile was fitted to them: ");
        return said;
    }

    private static void named(List<String> said, Validation validation, Cell.Basis basis, String what) {
        List<String> names = validation.bundles(basis);
        if (!names.isEmpty()) {
            said.add(what + String.join(", ", names));
        }
    }

    private static long agreeing(Validation validation) {
        return validation.withOwnDelays(Metric.LOST_FRAMES).stream()
                .filter(cell -> cell.residual().ownAgrees().orElseThrow())
                .count();
    }

    /** A coverage with how far it is known. */
    static String held(Coverage coverage) {
        return coverage.n() == 0
                ? "none"
                : coverage.inside() + " of " + coverage.n() + " (" + Numbers.percent(coverage.share()) + ") ["
                        + Numbers.text(100 * coverage.low(), 0) + " .. " + Numbers.text(100 * coverage.high(), 0)
                        + " %]";
    }

    /** What both cells of a run would say is told once. */
    private static String outlier(Cell cell, Set<String> told) {
        StringBuilder text = new StringBuilder(wrapped(
                "  " + cell.bundle() + ", " + cell.metric().words() + ": "
                        + cell.residual().verdict().words(),
                "    "));
        cell.residual().reasons().stream()
                .filter(reason -> told.add(cell.bundle() + " " + reason))
                .forEach(reason -> text.append(wrapped("    " + reason, "      ")));
        return text.toString();
    }

    /** A sentence in lines of at most 100 columns, the later ones set in. */
    private static String wrapped(String sentence, String indent) {
        StringBuilder text = new StringBuilder();
        String line = "";
        int lead = sentence.length() - sentence.stripLeading().length();
        for (String word : sentence.strip().split(" ")) {
            String start = text.isEmpty() ? sentence.substring(0, lead) : indent;
            if (line.isEmpty()) {
                line = start + word;
            } else if (line.length() + 1 + word.length() <= WIDTH) {
                line += " " + word;
            } else {
                text.append(line).append('\n');
                line = indent + word;
            }
        }
        return text.append(line).append('\n').toString();
    }
}
