package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.ControlLog;
import dev.vfgap.models.lab.GuestNic;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.RunPhase;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.scenarios.expect.Ending;
import dev.vfgap.scenarios.expect.Expectation;
import dev.vfgap.simcore.time.Fingerprint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What the replications of an experiment say together.
 *
 * @param experiment what was run
 * @param seed with which seed
 * @param runs the replications, in order
 */
public record Prediction(Experiment experiment, long seed, List<MigrationRun> runs) {
    private static final double NANOS_PER_MS = 1e6;
    private static final double NANOS_PER_US = 1e3;

    public Prediction {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a prediction needs a run");
        }
    }

    /** The streams that the runs have: {@link TrafficStream#RX} and {@link TrafficStream#TX}, and what the scenario adds. */
    public Set<TrafficStream> streams() {
        return runs.get(0).streams().keySet();
    }

    /** A quantity of one stream over the runs. */
    public Spread spread(TrafficStream stream, ToDoubleFunction<MigrationRun.Sent> quantity) {
        return Spread.of(runs.stream().map(run -> run.of(stream)).mapToDouble(quantity));
    }

    public Spread sentFrames(TrafficStream stream) {
        return spread(stream, MigrationRun.Sent::sentFrames);
    }

    public Spread lostFrames(TrafficStream stream) {
        return spread(stream, sent -> sent.outcome().lostFrames());
    }

    /** The longest outage in milliseconds. */
    public Spread longestOutageMs(TrafficStream stream) {
        return spread(stream, sent -> sent.outcome().longestOutageNanos() / NANOS_PER_MS);
    }

    /** The mean number of frames of each fate, losses and deliveries, of a stream. */
    public Map<FrameFate, Double> meanFrames(TrafficStream stream) {
        Map<FrameFate, Double> means = new EnumMap<>(FrameFate.class);
        for (MigrationRun run : runs) {
            run.of(stream)
                    .outcome()
                    .byFate()
                    .forEach((fate, frames) -> means.merge(fate, frames / (double) runs.size(), Double::sum));
        }
        return means;
    }

    /**
     * A phase over the runs in which it began and ended.
     *
     * @param phase which
     * @param startMs when it began after the plan's first step, in milliseconds
     * @param durationMs how long it lasted, in milliseconds
     */
    public record PhaseSpread(RunPhase phase, Spread startMs, Spread durationMs) {}

    /** The phases that at least one run had, in the order of {@link RunPhase}. */
    public List<PhaseSpread> phases() {
        List<PhaseSpread> phases = new ArrayList<>();
        long start = experiment.setup().beforeNanos();
        for (RunPhase phase : RunPhase.values()) {
            List<ControlLog> had = runs.stream()
                    .map(MigrationRun::log)
                    .filter(log -> phase.endNanos(log).isPresent())
                    .toList();
            if (!had.isEmpty()) {
                phases.add(new PhaseSpread(
                        phase,
                        Spread.of(had.stream()
                                .mapToDouble(log -> (phase.beginNanos(log).getAsLong() - start) / NANOS_PER_MS)),
                        Spread.of(had.stream()
                                .mapToDouble(log -> (phase.endNanos(log).getAsLong()
                                                - phase.beginNanos(log).getAsLong())
                                        / NANOS_PER_MS))));
            }
        }
        return phases;
    }

    /** How many runs ended how: QEMU's last status, and how far the plan came when it did not come to its end. */
    public Map<String, Long> outcomes() {
        Map<String, Long> outcomes = new TreeMap<>();
        for (MigrationRun run : runs) {
            outcomes.merge(outcome(run.log()), 1L, Long::sum);
        }
        return outcomes;
    }

    /** How a run ended, in a few words. */
    public static String outcome(ControlLog log) {
        return Ending.shown(log);
    }

    /** The runs that did not carry the plan out; empty where there are none. */
    public Optional<NotCarriedOut> notCarriedOut() {
        return NotCarriedOut.of(runs, experiment.setup().plan());
    }

    /** How the scenario's expectations came out, in their order. */
    public List<Expectation.Verdict> verdicts() {
        return experiment.scenario().expectations().stream()
                .map(expectation -> expectation.of(runs))
                .toList();
    }

    /** The assumed parameters that the runs drew or took as they are, in the order of the catalogue. */
    public List<String> assumed() {
        Set<String> drawn = new LinkedHashSet<>();
        runs.forEach(run -> drawn.addAll(run.log().drawnKeys()));
        return experiment.assumed(drawn);
    }

    /** One hash over the events of all runs: it differs when any run behaves otherwise. */
    public String fingerprint() {
        Fingerprint all = new Fingerprint();
        runs.forEach(run -> all.add(run.log().fingerprint()));
        return all.hex();
    }

    /** The result with the keys of {@code vfgap/run/1}; the head is the caller's. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scenario", experiment.scenario().name());
        fields.put("strategy", experiment.strategy().name());
        fields.put("nic", nicFields());
        fields.put("replications", runs.size());
        notCarriedOut().ifPresent(not -> fields.put("notCarriedOut", not.fields()));
        fields.put("scenarioDigest", experiment.digest());
        fields.put("fingerprint", fingerprint());
        streams().forEach(stream -> fields.put(stream.word(), streamFields(stream)));
        fields.put("applications", FeltRuns.of(runs).fields());
        List<Object> phases = new ArrayList<>();
        for (PhaseSpread phase : phases()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", phase.phase().word());
            one.put("runs", phase.durationMs().count());
            one.put("startMs", phase.startMs().fields());
            one.put("durationMs", phase.durationMs().fields());
            phases.add(one);
        }
        fields.put("phases", phases);
        fields.put("outcomes", new LinkedHashMap<String, Object>(outcomes()));
        if (!experiment.scenario().expectations().isEmpty()) {
            fields.put("expectations", fields(verdicts()));
        }
        return fields;
    }

    /** How expectations came out, as {@code vfgap/run/1} has them. */
    public static List<Object> fields(List<Expectation.Verdict> verdicts) {
        List<Object> all = new ArrayList<>();
        for (Expectation.Verdict verdict : verdicts) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("text", verdict.text());
            one.put("held", verdict.held());
            one.put("found", verdict.found());
            all.add(one);
        }
        return all;
    }

    private Map<String, Object> nicFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        Optional<NicFamily> family = experiment.setup().nicFamily();
        fields.put("family", family.map(NicFamily::name).orElse(GuestNic.BRIDGE));
        family.ifPresent(known -> {
            fields.put("filterClass", known.filterClass().name());
            fields.put(
                    "notVerified", known.notVerified().stream().map(Enum::name).toList());
        });
        return fields;
    }

    private Map<String, Object> streamFields(TrafficStream stream) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pattern", experiment.sending(stream).text());
        fields.put("sentFrames", sentFrames(stream).fields());
        fields.put("lostFrames", lostFrames(stream).fields());
        fields.put("longestOutageMs", longestOutageMs(stream).fields());
        fields.put(
                "lateFrames",
                spread(stream, sent -> sent.outcome().lateFrames()).fields());
        fields.put(
                "duplicatedFrames",
                spread(stream, sent -> sent.outcome().duplicatedFrames()).fields());
        Map<String, Object> latency = new LinkedHashMap<>();
        latency.put(
                "mean",
                spread(stream, sent -> sent.latency().meanNanos() / NANOS_PER_US)
                        .fields());
        latency.put(
                "max",
                spread(stream, sent -> sent.latency().maxNanos() / NANOS_PER_US).fields());
        fields.put("latencyUs", latency);
        List<Object> causes = new ArrayList<>();
        List<Object> deliveries = new ArrayList<>();
        meanFrames(stream).forEach((fate, mean) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("fate", fate.name());
            one.put("meanFrames", mean);
            (fate.isLoss() ? causes : deliveries).add(one);
        });
        fields.put("causes", causes);
        fields.put("deliveries", deliveries);
        return fields;
    }
}
