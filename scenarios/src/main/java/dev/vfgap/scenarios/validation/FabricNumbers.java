package dev.vfgap.scenarios.validation;

import static dev.vfgap.scenarios.validation.Measure.FRAMES;
import static dev.vfgap.scenarios.validation.Measure.MILLISECONDS;

import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.RunPhase;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.Spread;
import dev.vfgap.scenarios.validation.Accepted.MedianWithin;
import dev.vfgap.simcore.distribution.Mixture;
import java.util.List;
import java.util.stream.IntStream;

/** How the switch learns where the guest is. */
final class FabricNumbers {
    private static final Trial ALL_HEARD = Trial.of("V11-announcements");
    private static final Trial READY = Trial.of("V12-ovn");
    private static final Trial EITHER = Trial.of("V12-cold-or-warm");
    private static final String BINDING = "fabric.portBinding";
    private static final double COLD_FROM_MS = 18_000;
    private static final double COLD_TO_MS = 19_000;
    private static final double WARM_TO_MS = 1000;
    private static final double NANOS_PER_MS = 1e6;
    /** The rate of that scenario in frames a millisecond. */
    private static final double FRAMES_PER_MS = 10;

    static final PublishedRow V11 = new PublishedRow(
            "V11",
            "QEMU's announcements are lost one after the other, the switch leads to the old host, the guest only listens",
            "QEMU migration/options.c: initial 50 ms, step 100 ms, max 550 ms, 5 rounds",
            List.of(
                    Published.input(
                            "first delay",
                            MILLISECONDS,
                            "50 ms",
                            Reading.givenMs(ALL_HEARD, "ann.initial"),
                            "a default of this source, and of the model"),
                    Published.input(
                            "step",
                            MILLISECONDS,
                            "100 ms",
                            Reading.givenMs(ALL_HEARD, "ann.step"),
                            "a default of this source, and of the model"),
                    residual(1, "455ms", 50),
                    residual(2, "505ms", 200),
                    residual(3, "605ms", 450),
                    residual(4, "755ms", 800),
                    Published.closedForm(
                            "all 5 lost: runs in which the guest is found",
                            Measure.RUNS,
                            "none",
                            new MedianWithin(0, 0, "nobody speaks any more"),
                            new Reading(List.of(lost("955ms")), FabricNumbers::foundAgain),
                            "")));

    static final PublishedRow V12 = new PublishedRow(
            "V12",
            "A control plane that binds the guest's port late",
            "kubeovn/kube-ovn issue 5343; ovn-kubernetes pull requests 4774, 4834, 4917",
            List.of(
                    late("the first migration", "about 18 s", "18s"),
                    late("a later one", "below 1 s", "500ms"),
                    mode("either, as often: runs of 18 to 19 s", "one of two", COLD_FROM_MS, COLD_TO_MS),
                    mode("either, as often: runs below 1 s", "the other one", 0, WARM_TO_MS),
                    Published.closedForm(
                            "either: outage less the guest's stop and the nearer of the two times, furthest",
                            MILLISECONDS,
                            "0: no run lies between the two",
                            new MedianWithin(
                                    -2,
                                    0.1,
                                    "an outage is counted from the first lost frame to the last, and one is sent each"
                                            + " millisecond: one less at each end; 0.1 ms for what is under way at the stop"),
                            new Reading(List.of(EITHER), FabricNumbers::furthestFromBoth),
                            "the sum of the guest's stop and of what was given"),
                    Published.output(
                            "bound at domain-ready",
                            MILLISECONDS,
                            "below 0.5 s",
                            new MedianWithin(0, 500, "as published"),
                            Reading.ofEachRun(READY, FabricNumbers::longestOutageMs),
                            "what is left is the guest's own stop, by the default parameters")));

    private FabricNumbers() {}

    /** The destination's port forwards only after some announcements: twice the forward delay after the tap came up. */
    private static Trial lost(String forwardDelay) {
        return Trial.of("V11-announcements", "br.forwardDelay=" + forwardDelay);
    }

    private static Published residual(int lost, String forwardDelay, double momentMs) {
        double frames = momentMs * FRAMES_PER_MS;
        return Published.closedForm(
                lost + " announcements lost: more frames lost",
                FRAMES,
                "10 kpps x " + Measure.MILLISECONDS.text(momentMs),
                new MedianWithin(frames - 1, frames + 1, "the moment of the first announcement heard, times the rate"),
                new Reading(List.of(ALL_HEARD, lost(forwardDelay)), FabricNumbers::more),
                "a sum of the schedule's delays, which are inputs");
    }

    private static Spread more(List<Prediction> predictions) {
        List<MigrationRun> heard = predictions.get(0).runs();
        List<MigrationRun> lost = predictions.get(1).runs();
        return Spread.of(IntStream.range(0, heard.size())
                .mapToDouble(i -> lost.get(i).rx().outcome().lostFrames()
                        - heard.get(i).rx().outcome().lostFrames()));
    }

    private static Spread foundAgain(List<Prediction> predictions) {
        Prediction prediction = predictions.get(0);
        var setup = prediction.experiment().setup();
        long periodNanos = setup.rx().pace().orElseThrow().offsetNanos(1);
        return Reading.one(prediction.runs().stream()
                .filter(run -> {
                    long ends = run.log().planEndedNanos() + setup.afterNanos();
                    var outages = run.rx().outcome().outages();
                    return outages.get(outages.size() - 1).untilNanos() < ends - periodNanos;
                })
                .count());
    }

    private static Published late(String name, String published, String binding) {
        return Published.input(
                name,
                MILLISECONDS,
                published,
                Reading.ofEachRun(
                        Trial.of("V12-ovn", "parameters." + BINDING + "=" + binding), FabricNumbers::longestOutageMs),
                "the control plane's time is given, and the default of fabric.portBinding rests on it");
    }

    /** The share of the runs of the mixture whose longest outage is within two bounds. */
    private static Published mode(String name, String published, double fromMs, double toMs) {
        return Published.input(
                name,
                Measure.PERCENT_OF_RUNS,
                published,
                new Reading(List.of(EITHER), predictions -> {
                    List<MigrationRun> runs = predictions.get(0).runs();
                    long within = runs.stream()
                            .mapToDouble(FabricNumbers::longestOutageMs)
                            .filter(outageMs -> fromMs <= outageMs && outageMs < toMs)
                            .count();
                    return Reading.one(100.0 * within / runs.size());
                }),
                "both times of the mixture are given, and the weights are a guess: one migration of each kind was reported");
    }

    /** How far an outage lies from the guest's stop and one of the mixture's times, in the run where it is furthest. */
    private static Spread furthestFromBoth(List<Prediction> predictions) {
        Prediction prediction = predictions.get(0);
        Mixture given = (Mixture) prediction.experiment().setup().values().distribution(BINDING);
        return Reading.one(prediction.runs().stream()
                .mapToDouble(run -> {
                    double stopMs = Reading.ms(RunPhase.DOWNTIME).applyAsDouble(run);
                    return given.parts().stream()
                            .mapToDouble(part -> longestOutageMs(run)
                                    - stopMs
                                    - part.distribution().mean() / NANOS_PER_MS)
                            .reduce(Double.POSITIVE_INFINITY, FabricNumbers::nearerToZero);
                })
                .reduce(0, (most, next) -> nearerToZero(most, next) == most ? next : most));
    }

    private static double nearerToZero(double one, double other) {
        return Math.abs(one) <= Math.abs(other) ? one : other;
    }

    private static double longestOutageMs(MigrationRun run) {
        return run.rx().outcome().longestOutageNanos() / NANOS_PER_MS;
    }
}
