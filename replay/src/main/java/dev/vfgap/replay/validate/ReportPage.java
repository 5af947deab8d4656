package dev.vfgap.replay.validate;

import dev.vfgap.replay.figure.Drawn;
import dev.vfgap.replay.figure.Palette;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A validation as one page of HTML that needs nothing beside itself: light, dark and printed. */
public final class ReportPage {
    private static final String STYLE = """
            :root { --paper: #ffffff; --ink: #1f2328; --muted: #57606a; --line: #d0d7de; --ground: #f6f8fa; --bad: #c2410c; }
            @media screen and (prefers-color-scheme: dark) {
              :root { --paper: #0d1117; --ink: #e6edf3; --muted: #9da7b1; --line: #30363d; --ground: #161b22; --bad: #ff9a5c; }
            }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 1rem; max-width: 72rem; background: var(--paper); color: var(--ink);
                   font: 15px/1.5 Helvetica, Arial, 'Liberation Sans', sans-serif; }
            h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
            h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
            .verdict { font-size: 1.1rem; padding: .6rem .8rem; background: var(--ground); border-left: 4px solid #1d4ed8; }
            .note { color: var(--muted); max-width: 60rem; }
            .figures { display: flex; flex-wrap: wrap; gap: .8rem; }
            .figures figure { margin: 0; flex: 0 1 auto; width: 100%; }
            .figures figure svg { display: block; width: 100%; height: auto; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-size: .9rem; }
            th, td { padding: .2rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
            td.m { white-space: nowrap; }
            th { white-space: nowrap; font-weight: 600; }
            td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
            @media screen and (max-width: 40rem) { .short td.n { white-space: normal; } .short th { white-space: normal; } }
            .bad { color: var(--bad); }
            ul { margin: .2rem 0 .8rem; padding-left: 1.2rem; }
            h3 { font-size: 1rem; margin: 1rem 0 .1rem; }
            code { font-size: .9em; overflow-wrap: anywhere; }
            @media print { body { max-width: none; padding: 0; } figure, tr, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; } }
            """;

    private final StringBuilder page = new StringBuilder();
    private final Validation validation;

    /**
     * Where a validation comes from.
     *
     * @param version the program's
     * @param seed of its randomness
     * @param replications runs for each bundle
     * @param how what each bundle was predicted from, a clause
     * @param bundles the bundles' names, each with a digest of what was read of it
     */
    public record Origin(String version, long seed, int replications, String how, List<String> bundles) {
        public Origin {
            bundles = List.copyOf(bundles);
        }
    }

    private ReportPage(Validation validation) {
        this.validation = validation;
    }

    /** The page. */
    public static String of(Validation validation, Map<String, Drawn> figures, Origin origin) {
        return new ReportPage(validation).write(figures, origin);
    }

    private String write(Map<String, Drawn> figures, Origin origin) {
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>Validation: predicted against measured</title>\n<style>\n")
                .append(STYLE)
                .append(Palette.darkRules())
                .append("</style>\n</head>\n<body>\n<h1>Validation: predicted against measured</h1>\n");
        paragraph("verdict", Conclusion.sentence(validation));
        paragraph("", "Each bundle was predicted " + origin.how() + ", " + origin.replications() + " runs each.");
        if (!validation.counted().isEmpty()) {
            coverage();
            measured(figures);
            places(figures);
            scores(figures);
        }
        delays(figures);
        residuals();
        about(origin);
        return page.append("</body>\n</html>\n").toString();
    }

    private void coverage() {
        heading("How often intervals held what was measured");
        page.append("<div class=\"wide short\"><table>\n<tr><th></th>");
        Score.LEVELS.forEach(level ->
                page.append("<th>inside ").append(Numbers.percent(level)).append("</th>"));
        page.append("</tr>\n");
        row("all cells", Score.LEVELS.stream().map(level -> validation.coverage(level, any -> true)));
        for (Metric metric : Metric.values()) {
            row(
                    metric.words(),
                    Score.LEVELS.stream().map(level -> validation.coverage(level, cell -> cell.metric() == metric)));
        }
        row("delays", Score.LEVELS.stream().map(level -> validation.phaseCoverage(level, any -> true)));
        page.append("</table></div>\n");
        paragraph(
                "note",
                "In brackets: the true coverage, at " + Numbers.percent(Coverage.KNOWN_LEVEL)
                        + ", by Clopper and Pearson,"
                        + " as if the cells were independent. Runs of one strategy, and both cells of a run, are not, so the"
                        + " truth is known less well. Counted are cells of runs with at least 5 lost frames.");
    }

    private void row(String name, java.util.stream.Stream<Coverage> coverages) {
        page.append("<tr><th>").append(escaped(name)).append("</th>");
        coverages.forEach(one -> page.append("<td class=\"n")
                .append(one.n() == 0 || one.agrees() ? "" : " bad")
                .append("\">")
                .append(escaped(ValidationText.held(one)))
                .append("</td>"));
        page.append("</tr>\n");
    }

    private void measured(Map<String, Drawn> figures) {
        heading("Predicted against measured");
        show(figures, List.of("predicted-lost", "predicted-outage"));
        validation
                .medianAbsoluteRelativeError()
                .ifPresent(error -> paragraph(
                        "",
                        "Lost frames are off by " + Numbers.text(100 * error, 1)
                                + " % in the median, of bundles with at least 20."));
    }

    private void places(Map<String, Drawn> figures) {
        heading("Where measured values lie in their predictions (PIT)");
        show(figures, List.of("pit-lost", "pit-outage", "pit-phases"));
        page.append("<ul>\n");
        for (Metric metric : Metric.values()) {
            item(metric.words() + ": " + validation.pit(metric).shape().sentence());
        }
        if (figures.containsKey("pit-phases")) {
            item("delays: " + validation.phasePit().shape().sentence());
        }
        page.append("</ul>\n");
        paragraph(
                "note",
                "Of right predictions every place is equally likely: the bars end about the dashed line, and nine of ten"
                        + " within the grey band. Counts are put among equal predictions at random. Runs of one strategy"
                        + " share their hosts and their prediction, and a run's cells share its delays, so bars scatter more"
                        + " than the band says.");
    }

    private void scores(Map<String, Drawn> figures) {
        heading("Better than without a model?");
        show(figures, List.of("crps"));
        Validation.Order order = validation.order();
        if (order.pairs() > 0) {
            paragraph(
                    "",
                    "Of " + order.pairs() + " pairs of strategies that differ by over 15 %, " + order.right()
                            + " are predicted in the right order.");
        }
        paragraph(
                "note",
                "Each baseline knows all other bundles given, those of the same strategy too, and is compared with the model"
                        + " over the bundles that it can say something of. The sum of phases is one number, the others are"
                        + " distributions.");
    }

    private void delays(Map<String, Drawn> figures) {
        List<String> names = figures.keySet().stream()
                .filter(name -> name.startsWith("phase-"))
                .toList();
        if (names.isEmpty()) {
            return;
        }
        heading("Delays: before, predicted, and what the runs show");
        paragraph(
                "note",
                "Bars hold 50 %, lines 90 %, marks are medians. \"Before\" is the default; \"predicted\" the next value as the"
                        + " other bundles, or the profile, tell it, of the run in the middle; each tick is one run's delay,"
                        + " coloured when it lies outside its own prediction's 90 %, as one of ten does by chance, and pale when"
                        + " only bounds are known or the prediction is one value.");
        show(figures, names);
    }

    private void residuals() {
        if (validation.cells().isEmpty()) {
            return;
        }
        heading("What lies outside, and what it points to");
        if (validation.outside().isEmpty()) {
            paragraph("", "No counted cell lies outside its interval of 90 %.");
        }
        Set<String> told = new HashSet<>();
        for (Cell cell : validation.outside()) {
            page.append("<h3>")
                    .append(escaped(cell.bundle() + ", " + cell.metric().words() + ": "
                            + cell.residual().verdict().words()))
                    .append("</h3>\n<ul>\n");
            cell.residual().reasons().stream()
                    .filter(reason -> told.add(cell.bundle() + " " + reason))
                    .forEach(this::item);
            page.append("</ul>\n");
        }
        heading("All cells");
        paragraph(
                "note",
                "\"With its own delays\": the same plan simulated with the delays that the run's own events show. It knows more"
                        + " than a forecast can; where it disagrees with what was measured, the mechanism is not that of the"
                        + " model, and the last column says by how many frames.");
        page.append("<div class=\"wide\"><table>\n<tr><th>bundle</th><th>strategy</th><th>metric</th><th>measured</th>"
                + "<th>predicted (90 %)</th><th>with its own delays</th><th>verdict</th><th>frames left</th></tr>\n");
        validation.cells().forEach(this::row);
        page.append("</table></div>\n");
    }

    private void row(Cell cell) {
        Residual residual = cell.residual();
        boolean outside = cell.counts() && !cell.predicted().inside();
        page.append("<tr><td>").append(escaped(cell.bundle())).append("</td><td>");
        page.append(escaped(cell.strategy()))
                .append("</td><td>")
                .append(cell.metric().words());
        number(Numbers.of(cell.metric(), cell.measured()) + " " + cell.metric().unit(), outside);
        number(interval(cell.metric(), cell.predicted()), outside);
        number(residual.own().map(own -> interval(cell.metric(), own)).orElse(""), false);
        List<String> words = new ArrayList<>(List.of(residual.verdict().words()));
        if (!cell.counts()) {
            words.add("not counted");
        }
        if (cell.basis() != Cell.Basis.OTHERS) {
            words.add(cell.extrapolated() ? "extrapolated" : "fitted to its delays");
        }
        page.append("</td><td").append(outside ? " class=\"bad\">" : ">").append(escaped(String.join(", ", words)));
        number(
                residual.ownAgrees()
                        .map(agrees -> agrees ? "" : signed(residual.unexplainedFrames()))
                        .orElse(""),
                false);
        page.append("</td></tr>\n");
    }

    private static String signed(double frames) {
        return (frames > 0 ? "+" : "\u2212") + Numbers.text(Math.abs(frames), 0);
    }

    private static String interval(Metric metric, Score score) {
        return Numbers.of(metric, score.median()) + " (" + Numbers.of(metric, score.low()) + " .. "
                + Numbers.of(metric, score.high()) + ")";
    }

    private void number(String text, boolean bad) {
        page.append("</td><td class=\"n")
                .append(bad ? " bad" : "")
                .append("\">")
                .append(escaped(text));
    }

    private void about(Origin origin) {
        heading("What this rests on");
        page.append("<ul>\n");
        item("vfgap " + origin.version() + ", seed " + origin.seed() + ", " + origin.replications()
                + " runs for each bundle");
        validation.left().forEach(this::item);
        if (!validation.assumed().isEmpty()) {
            page.append("<li>assumed parameters: ")
                    .append(codes(validation.assumed()))
                    .append("</li>\n");
        }
        page.append("<li>bundles, each with a digest of its manifest and events: ")
                .append(codes(origin.bundles()))
                .append("</li>\n</ul>\n");
    }

    private static String codes(List<String> words) {
        return words.stream().map(word -> "<code>" + escaped(word) + "</code>").collect(Collectors.joining(", "));
    }

    private void show(Map<String, Drawn> figures, List<String> names) {
        page.append("<div class=\"figures\">\n");
        names.stream().filter(figures::containsKey).map(figures::get).forEach(figure -> page.append(
                        "<figure style=\"max-width:")
                .append(Math.round(figure.width()))
                .append("px\">\n")
                .append(figure.inline())
                .append("</figure>\n"));
        page.append("</div>\n");
    }

    private void heading(String text) {
        page.append("<h2>").append(escaped(text)).append("</h2>\n");
    }

    private void paragraph(String style, String text) {
        page.append(style.isEmpty() ? "<p>" : "<p class=\"" + style + "\">")
                .append(escaped(text))
                .append("</p>\n");
    }

    private void item(String text) {
        page.append("<li>").append(escaped(text)).append("</li>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
