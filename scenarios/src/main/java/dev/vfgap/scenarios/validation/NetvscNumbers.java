package dev.vfgap.scenarios.validation;

import static dev.vfgap.scenarios.validation.Measure.FRAMES;
import static dev.vfgap.scenarios.validation.Measure.MILLISECONDS;

import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.Spread;
import dev.vfgap.scenarios.validation.Accepted.MedianWithin;
import java.util.List;
import java.util.function.Predicate;

/** The one published trace of a VF's removal and return with every phase in it. */
final class NetvscNumbers {
    private static final Trial NETVSC = Trial.of("V01-netvsc");
    private static final Trial AT_ONCE = Trial.of("V01-netvsc", "nic=bridge");
    private static final Trial EARLY = Trial.of("V01b-early-filter");
    /** Slot added to link up in the trace, in milliseconds, and the scenario's rate in frames a millisecond. */
    private static final double PLUG_TO_LINK_MS = 707.993;

    private static final double FRAMES_PER_MS = 10;
    private static final String OF_THE_TRACE = "a phase of this trace is set, or a default rests on it";

    private static final Predicate<Milestone> OFF = filterTo("filter to standby");
    private static final Predicate<Milestone> GONE = Reading.first(Kind.DEVICE_DELETED);
    private static final Predicate<Milestone> ADDED = Reading.first(Kind.PLUGGED);
    private static final Predicate<Milestone> REGISTERED = Reading.first(Kind.REGISTERED);
    private static final Predicate<Milestone> LINK = Reading.first(Kind.LINK_UP);
    private static final Predicate<Milestone> ON = filterTo("filter to primary");
    private static final List<Predicate<Milestone>> ORDER =
            List.of(OFF, Reading.first(Kind.REMOVE_STARTED), GONE, ADDED, REGISTERED, LINK, ON);

    static final PublishedRow V1 = new PublishedRow(
            "V1",
            "netvsc with an mlx5 VF: the path leaves before the VF and comes back after its link",
            "MicrosoftDocs azure-docs, accelerated-networking-how-it-works.md, the guest's log of a host servicing",
            List.of(
                    phase("path off to slot gone", "1109 ms", OFF, GONE),
                    phase("slot gone to slot added", "63.54 s", GONE, ADDED),
                    phase("slot added to registered", "464 ms", ADDED, REGISTERED),
                    phase("slot added to link", "708 ms", ADDED, LINK),
                    phase("slot added to path on", "710 ms", ADDED, ON),
                    Published.closedForm(
                            "VF off the path",
                            MILLISECONDS,
                            "65.36 s",
                            new MedianWithin(65_351, 65_361, "5 ms to either side: seven phases, each rounded"),
                            Reading.ofEachRun(NETVSC, Reading.ms(OFF, ON)),
                            "the sum of inputs"),
                    Published.output(
                            "seven of the nine events: runs with another order",
                            Measure.RUNS,
                            "0: path off, driver's remove, slot gone, added, registered, link, path on",
                            new MedianWithin(0, 0, "one order was seen"),
                            new Reading(List.of(NETVSC), NetvscNumbers::anotherOrder),
                            "the phases say how long, not what comes first; the function's and the BARs' discovery are no"
                                    + " events of a run")));

    static final PublishedRow V1B = new PublishedRow(
            "V1b",
            "The same phases with a filter that leads to the VF as soon as it is made",
            "derived from V1, not measured",
            List.of(
                    Published.closedForm(
                            "receive lost at a plug",
                            FRAMES,
                            "708 ms x 10 kpps",
                            new MedianWithin(
                                    PLUG_TO_LINK_MS * FRAMES_PER_MS - 1.5,
                                    PLUG_TO_LINK_MS * FRAMES_PER_MS + 1.5,
                                    "the stream's phase"),
                            Reading.ofEachRun(EARLY, run -> run.rx().outcome().lostFrames()),
                            "the VF receives from its queues' start, which with mlx5 is its link"),
                    Published.closedForm(
                            "transmit lost at a plug, most",
                            FRAMES,
                            "0",
                            new MedianWithin(0, 0, "exact"),
                            Reading.greatest(EARLY, run -> run.tx().outcome().lostFrames()),
                            "")));

    static final PublishedRow C6 = new PublishedRow(
            "C6",
            "Make before break, while the standby is still accepted, loses nothing",
            "arithmetic; the phases of V1",
            List.of(Published.closedForm(
                    "frames lost in both directions, most",
                    FRAMES,
                    "0",
                    new MedianWithin(0, 0, "exact"),
                    Reading.greatest(
                            AT_ONCE,
                            run -> run.rx().outcome().lostFrames()
                                    + run.tx().outcome().lostFrames()),
                    "with an entry that moves at once; a switchdev NIC loses for hw.fdbMove, because the host answers"
                            + " before its hardware has moved")));

    private NetvscNumbers() {}

    private static Published phase(
            String name, String published, Predicate<Milestone> from, Predicate<Milestone> until) {
        return Published.input(
                name, MILLISECONDS, published, Reading.ofEachRun(NETVSC, Reading.ms(from, until)), OF_THE_TRACE);
    }

    private static Predicate<Milestone> filterTo(String words) {
        return milestone ->
                milestone.kind() == Kind.FILTER_MOVED && milestone.text().equals(words);
    }

    private static Spread anotherOrder(List<Prediction> predictions) {
        return Reading.one(
                predictions.get(0).runs().stream().filter(run -> !inOrder(run)).count());
    }

    private static boolean inOrder(MigrationRun run) {
        double before = Double.NEGATIVE_INFINITY;
        for (Predicate<Milestone> event : ORDER) {
            double at = Reading.firstNanos(run.log(), event);
            if (!(at >= before)) {
                return false;
            }
            before = at;
        }
        return true;
    }
}
