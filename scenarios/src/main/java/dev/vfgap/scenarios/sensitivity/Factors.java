package dev.vfgap.scenarios.sensitivity;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Nearest;
import dev.vfgap.scenarios.config.Profile;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.Replications;
import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which parameters are held. Only those that runs use count, and of the scenario's own settings only those that are named: an
 * author who writes 8 GiB knows that they are.
 *
 * @param chosen those that are held, in the order of the catalogue
 * @param leftOut those that would be, with the reason
 */
public record Factors(List<Factor> chosen, Map<String, String> leftOut) {
    /** So many runs tell which parameters an experiment uses. */
    private static final int PILOT_RUNS = 20;

    /** Which ones are meant when nobody names any. */
    public static final String ASSUMED = "assumed";

    /** All that are used. */
    public static final String ALL = "all";

    public Factors {
        chosen = List.copyOf(chosen);
    }

    /** The first runs of an experiment: which parameters it uses. */
    public static RunTable pilot(Experiment experiment, long seed, int jobs) throws InterruptedException {
        RunTable table = new RunTable(experiment, seed);
        Replications.run(experiment.setup(), seed, 0, PILOT_RUNS, jobs, table.keep(), table::add);
        return table;
    }

    /** What a parameter is held at where the user names no range. */
    public enum HeldAt {
        /** Values of its own distribution, see {@link Factor#of}. */
        ITS_OWN_VALUES,
        /** All that it may be. */
        ALL_THAT_IT_MAY_BE
    }

    /**
     * The parameters that are meant.
     *
     * @param over {@value #ASSUMED}, {@value #ALL}, or keys
     * @param ranges {@code KEY=FROM..UNTIL} each: what a parameter is held at instead of its own distribution's values
     * @param used the runs of which one at least must use them
     * @throws BadInputException when a key or a range is wrong, or nothing is left
     */
    public static Factors of(List<String> over, List<String> ranges, HeldAt at, List<RunTable> used) {
        Experiment experiment = used.get(0).experiment();
        ParameterValues values = experiment.setup().values();
        Map<String, double[]> between = ranges(ranges, values);
        Set<String> ofScenario = experiment.scenario().settings().stream()
                .map(Profile.Setting::key)
                .collect(Collectors.toSet());
        boolean all = over.equals(List.of(ALL));
        boolean named = !all && !over.equals(List.of(ASSUMED));
        if (named) {
            over.forEach(key -> requireKnown("--over " + key, key, values));
        }
        List<Factor> chosen = new ArrayList<>();
        Map<String, String> leftOut = new TreeMap<>();
        for (Parameter parameter : values.catalog().all()) {
            String key = parameter.key();
            boolean assumed = values.provenance(key).kind() == Provenance.Kind.ASSUMED;
            boolean meant = named ? over.contains(key) : (all || assumed) && !ofScenario.contains(key);
            if (!meant && !between.containsKey(key)) {
                continue;
            }
            if (used.stream().noneMatch(table -> table.uses(key))) {
                if (named) {
                    leftOut.put(key, "no run uses it");
                }
                continue;
            }
            double[] ends = between.get(key);
            if (ends == null && at == HeldAt.ALL_THAT_IT_MAY_BE && parameter.min() < parameter.max()) {
                ends = new double[] {parameter.min(), parameter.max()};
            }
            Optional<Factor> factor =
                    ends == null ? Factor.of(key, values) : Optional.of(Factor.between(key, values, ends[0], ends[1]));
            factor.ifPresentOrElse(
                    chosen::add,
                    () -> leftOut.put(key, "is 0 in each run; --range " + key + "=FROM..UNTIL holds it at others"));
        }
        if (chosen.isEmpty()) {
            throw bad("--over " + String.join(",", over), "names no parameter that a run uses", "write --over all");
        }
        return new Factors(chosen, leftOut);
    }

    private static Map<String, double[]> ranges(List<String> ranges, ParameterValues values) {
        Map<String, double[]> between = new TreeMap<>();
        for (String range : ranges) {
            int equals = range.indexOf('=');
            int dots = range.indexOf("..");
            if (equals < 1 || dots < equals) {
                throw bad("--range " + range, "is no range", "write for example --range guest.vfProbe=10ms..1s");
            }
            String key = range.substring(0, equals);
            Parameter parameter = requireKnown("--range " + range, key, values);
            try {
                double from = parameter.unit().parse(range.substring(equals + 1, dots));
                double until = parameter.unit().parse(range.substring(dots + 2));
                Factor factor = Factor.between(key, values, from, until);
                parameter.requireAllowed(factor.over());
                between.put(key, new double[] {from, until});
            } catch (IllegalArgumentException e) {
                throw bad("--range " + range, e.getMessage(), "write the lesser value first, as FROM..UNTIL");
            }
        }
        return between;
    }

    private static Parameter requireKnown(String option, String key, ParameterValues values) {
        List<String> keys = values.catalog().keys();
        if (!keys.contains(key)) {
            throw bad(
                    option,
                    "there is no parameter \"" + key + "\"",
                    Nearest.to(key, keys)
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse("\"vfgap describe parameters\" lists them"));
        }
        return values.catalog().require(key);
    }

    private static BadInputException bad(String what, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(what, message, mend));
    }
}
