package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.config.Sweep;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import dev.vfgap.scenarios.sweep.PlanDigest;
import dev.vfgap.scenarios.sweep.SweepPoint;
import dev.vfgap.scenarios.sweep.Variants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sweep plan}: which variants of a scenario a sweep has. */
@Command(
        name = "plan",
        description = {
            "Lists the variants of a scenario that its key \"sweep\" names, and checks each of them.",
            "--out writes plan.json."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap sweep plan my-scenario.yaml",
            "  vfgap sweep plan my-scenario.yaml --set sweep.points=128 --json"
        })
final class SweepPlanCommand implements Callable<Integer> {
    private static final int MOST_LINES = 40;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "SCENARIO", description = "A scenario file with the key \"sweep\", or a built-in one.")
    private String scenario;

    @Option(names = "--replications", paramLabel = "N", description = "So many runs of each instead of the scenario's.")
    private Integer replications;

    /** A variant and what its runs depend on. */
    private record Planned(SweepPoint point, Experiment experiment, String digest) {}

    @Override
    public Integer call() {
        Session session = options.sessionUsing(CommonOptions.Use.SEED, CommonOptions.Use.SET, CommonOptions.Use.OUT);
        Variants variants = Variants.of(scenario, options.settings(), Catalogue.all());
        long seed = options.seed().orElse(variants.scenario().seed());
        int count = Counts.replications(replications, variants.scenario(), 1);
        List<SweepPoint> points = variants.points(seed);
        List<Planned> plan = new ArrayList<>();
        try (Progress progress = session.progress("points", points.size())) {
            for (SweepPoint point : points) {
                Experiment experiment = variants.experiment(point);
                plan.add(new Planned(point, experiment, experiment.digest()));
                progress.step();
            }
        }
        String digest = PlanDigest.of(plan.stream().map(Planned::digest).toList(), seed, count);
        session.result(() -> json(variants, plan, digest, seed, count), () -> text(variants, plan, digest, count));
        if (options.out() != null) {
            OutputFolder folder = OutputFolder.open(options.out());
            session.note(
                    "wrote " + folder.write("plan.json", JsonText.pretty(json(variants, plan, digest, seed, count))));
        }
        return ExitCode.DONE;
    }

    private static String text(Variants variants, List<Planned> plan, String digest, int count) {
        Sweep sweep = variants.sweep();
        StringBuilder text = new StringBuilder();
        text.append(variants.scenario().name())
                .append(": ")
                .append(variants.scenario().title())
                .append('\n');
        text.append(plan.size())
                .append(plan.size() == 1 ? " point (" : " points (")
                .append(sweep.design().word());
        text.append(") of ")
                .append(count)
                .append(count == 1 ? " run" : " runs")
                .append("; digest ")
                .append(digest);
        text.append("\n\n");
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("point"));
        sweep.axes().forEach(axis -> head.add(axis.name()));
        rows.add(head);
        for (Planned one : plan.subList(0, Math.min(MOST_LINES, plan.size()))) {
            List<String> row =
                    new ArrayList<>(List.of(Integer.toString(one.point().index())));
            row.addAll(one.point().labels());
            rows.add(row);
        }
        text.append(columns(rows));
        if (plan.size() > MOST_LINES) {
            text.append("… and ").append(plan.size() - MOST_LINES).append(" more; --json or --out gives all\n");
        }
        return text.toString();
    }

    private static String columns(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        return rows.stream()
                .map(row -> {
                    StringBuilder line = new StringBuilder();
                    for (int c = 0; c < widths.length; c++) {
                        line.append(row.get(c))
                                .append(" ".repeat(widths[c] - row.get(c).length() + 2));
                    }
                    return line.toString().stripTrailing() + "\n";
                })
                .collect(Collectors.joining());
    }

    private static Map<String, Object> json(
            Variants variants, List<Planned> plan, String digest, long seed, int count) {
        Map<String, Object> result = JsonResult.of("sweep-plan", OptionalLong.of(seed), List.of());
        result.put("scenario", variants.scenario().name());
        result.put("design", variants.sweep().design().word());
        result.put(
                "axes", variants.sweep().axes().stream().map(Sweep.Axis::name).toList());
        result.put("replications", count);
        result.put("digest", digest);
        result.put("points", plan.stream().map(SweepPlanCommand::fields).toList());
        return result;
    }

    private static Map<String, Object> fields(Planned one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("point", one.point().index());
        fields.put("values", one.point().labels());
        fields.put("set", one.point().settings());
        fields.put("strategy", one.experiment().strategy().name());
        fields.put("scenarioDigest", one.digest());
        return fields;
    }
}
