package dev.vfgap.scenarios.validation;

import static dev.vfgap.scenarios.validation.Measure.FRAMES;
import static dev.vfgap.scenarios.validation.Measure.RATIO;

import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.Spread;
import dev.vfgap.scenarios.validation.Accepted.IntervalHas;
import dev.vfgap.scenarios.validation.Accepted.MedianWithin;
import java.util.List;
import java.util.stream.IntStream;

/** What a guest's drivers and its ways of joining two NICs cost. */
final class GuestNumbers {
    private static final Trial SRVM = Trial.of("V07-srvm");
    private static final Trial TEAMING = Trial.of("V06-teaming");
    private static final Trial MIGRATED_VF = Trial.of("V06-vf-migrated");
    private static final Trial PARAVIRTUAL = Trial.of("V06-paravirtual");

    static final PublishedRow V2 = new PublishedRow(
            "V2",
            "A bond whose active slave loses its link, 1000 packets a second for 20 s",
            "Red Hat OpenStack Platform 10, reference architecture for mobile networks, appendix A",
            List.of(Published.output(
                    "datagrams lost, the direction that loses more",
                    FRAMES,
                    "300 of 19901",
                    new IntervalHas(300, "one measurement against a poll at a random moment"),
                    Reading.ofEachRun(
                            Trial.of("V02-bond"),
                            run -> Math.max(
                                    run.rx().outcome().lostFrames(),
                                    run.tx().outcome().lostFrames())),
                    "a bond that polls each 100 ms finds the lost carrier within 100 ms and moves at once; 300 ms would be a"
                            + " downdelay, a slower poll or a switch that learned late, none of which is published")));

    static final PublishedRow V6 = new PublishedRow(
            "V6",
            "How long a service stands still in a migration: VF teamed with a paravirtual NIC, paravirtual alone, VF migrated",
            "Dong et al., ReNIC, TACO 2012 (abstract); Pan et al., CompSC, VEE 2012 (abstract)",
            List.of(
                    Published.output(
                            "teaming against paravirtual",
                            RATIO,
                            "at least 1.72 times",
                            new MedianWithin(
                                    0.8 * 1.72,
                                    Double.POSITIVE_INFINITY,
                                    "a fifth below: a quotient of two rounded percentages"),
                            new Reading(List.of(TEAMING, PARAVIRTUAL), GuestNumbers::lossRatio),
                            "the time in which frames are lost, over the whole run"),
                    stateMigration("state migration against paravirtual, CompSC", "0.571 times", 0.571),
                    stateMigration("state migration against paravirtual, ReNIC", "about 0.5 times", 0.5)));

    static final PublishedRow V7 = new PublishedRow(
            "V7",
            "Pre-copy on the VF against pre-copy on the paravirtual NIC",
            "Xu and Davda, SRVM, VEE 2016 (abstract)",
            List.of(
                    Published.input(
                            "capacity, VF against standby",
                            RATIO,
                            "9.6 times",
                            new Reading(List.of(SRVM), GuestNumbers::capacityRatio),
                            "set so"),
                    latency(
                            "latency against the VF, offered a little less than the VF can take",
                            SRVM,
                            "a full queue of 500 frames at the given rate against the VF's empty one and the path's"
                                    + " assumed 8 us"),
                    latency(
                            "latency against the VF, offered more than the VF can take",
                            Trial.of("V07-srvm", "traffic.rx.rate=16Mpps"),
                            "both queues are full then; which of the two was measured the abstract does not say")));

    private GuestNumbers() {}

    private static Spread capacityRatio(List<Prediction> predictions) {
        var values = predictions.get(0).experiment().setup().values();
        return Reading.one(values.constant("guest.standbyService") / values.constant("guest.primaryService"));
    }

    private static Published stateMigration(String name, String published, double ratio) {
        return Published.output(
                name,
                RATIO,
                published,
                new MedianWithin(0.8 * ratio, 1.2 * ratio, "a fifth to either side: other hypervisors, other NICs"),
                new Reading(List.of(MIGRATED_VF, PARAVIRTUAL), GuestNumbers::lossRatio),
                "a migrated VF adds its state to QEMU's stop and takes nothing from it, since a virtio NIC is there again as"
                        + " soon as its guest runs; Xen's, against which this was measured, connects anew");
    }

    private static Published latency(String name, Trial trial, String note) {
        return Published.output(
                name,
                RATIO,
                "50 times (98 % lower)",
                new MedianWithin(40, 60, "a percentage without a decimal: 97.5 to 98.5 % lower"),
                new Reading(List.of(trial), Latency::standbyAgainstVf),
                note);
    }

    /** Frames lost in a run over those lost in the run of the other trial with the same luck. */
    private static Spread lossRatio(List<Prediction> predictions) {
        var of = predictions.get(0).runs();
        var against = predictions.get(1).runs();
        return Spread.of(IntStream.range(0, of.size())
                .mapToDouble(run -> (double) of.get(run).rx().outcome().lostFrames()
                        / against.get(run).rx().outcome().lostFrames()));
    }
}
