package dev.vfgap.scenarios.sweep;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.Sweep;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.library.Strategies;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The variants of a scenario that has a sweep. Whatever can be said by {@code --set} can be swept: a variant is the scenario, what
 * the command line sets, and over both its value of each axis.
 */
public final class Variants {
    private final String scenarioName;
    private final List<String> settings;
    private final ParameterCatalog catalog;
    private final Scenario scenario;
    private final Sweep sweep;

    private Variants(
            String scenarioName, List<String> settings, ParameterCatalog catalog, Scenario scenario, Sweep sweep) {
        this.scenarioName = scenarioName;
        this.settings = List.copyOf(settings);
        this.catalog = catalog;
        this.scenario = scenario;
        this.sweep = sweep;
    }

    /**
     * The variants of a scenario.
     *
     * @param nameOrPath see {@link Scenarios#find}
     * @param settings what the command line sets
     * @throws BadInputException when the scenario or a value of an axis is wrong, it has no sweep, or the command line sets what
     *     varies
     */
    public static Variants of(String nameOrPath, List<String> settings, ParameterCatalog catalog) {
        Scenario scenario = Scenarios.findWithVariants(nameOrPath, settings, catalog);
        Sweep sweep = scenario.sweep()
                .orElseThrow(() -> bad(
                        nameOrPath,
                        "has no key \"sweep\", so nothing in it varies",
                        "add for example \"sweep: {axes: {traffic.rx.rate: [10kpps, 100kpps]}}\""));
        Set<String> varied = new HashSet<>();
        for (Sweep.Axis axis : sweep.axes()) {
            Set<String> ofAxis = axis.levels().checked().stream()
                    .flatMap(level -> level.settings().stream())
                    .map(Variants::path)
                    .collect(Collectors.toSet());
            for (String path : ofAxis) {
                if (!varied.add(path)) {
                    throw bad(nameOrPath, "has two axes that set " + path, "remove it from one of them");
                }
            }
        }
        for (String setting : settings) {
            if (varied.contains(path(setting))) {
                throw bad("--set " + setting, "sets what an axis of the sweep varies", "remove one of the two");
            }
        }
        return new Variants(nameOrPath, settings, catalog, scenario, sweep);
    }

    private static String path(String setting) {
        return setting.substring(0, setting.indexOf('=')).replaceFirst("^parameters\\.", "");
    }

    /** The scenario without a value of any axis. */
    public Scenario scenario() {
        return scenario;
    }

    /** What varies. */
    public Sweep sweep() {
        return sweep;
    }

    /** Which variants there are, see {@link SweepPlan#points}. */
    public List<SweepPoint> points(long seed) {
        return SweepPlan.points(sweep, seed);
    }

    /**
     * A variant, ready to be run.
     *
     * @throws BadInputException when its values do not fit together
     */
    public Experiment experiment(SweepPoint point) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(point.settings());
        try {
            Scenario variant = Scenarios.find(scenarioName, all, catalog);
            return Experiment.of(variant, Strategies.of(variant), catalog);
        } catch (BadInputException e) {
            InputProblem first = e.problems().get(0);
            throw bad(
                    scenarioName,
                    "point " + point.index() + " of its sweep (" + String.join(", ", point.settings())
                            + ") cannot be run: " + first.message(),
                    first.mend());
        }
    }

    private static BadInputException bad(String what, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(what, message, mend));
    }
}
