package dev.vfgap.scenarios.validation;

import static dev.vfgap.scenarios.validation.Measure.MILLISECONDS;

import dev.vfgap.models.lab.ControlLog.Milestone.Kind;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.Spread;
import dev.vfgap.scenarios.validation.Accepted.MedianWithin;
import java.util.List;

/** How a primary is removed. */
final class RemovalNumbers {
    private static final double NANOS_PER_MS = 1e6;
    private static final double BUTTON_WINDOW_MS = 5000;
    private static final double POWER_OFF_MS = 1000;
    private static final Trial PCIEHP = Trial.of("V03-pciehp");
    private static final Trial SECOND_PRESS = Trial.of("V03-second-press");

    /** The times of native hot-plug. */
    static final PublishedRow V3 = new PublishedRow(
            "V3",
            "Ordered removal by the attention button, a port with power control",
            "Linux drivers/pci/hotplug/pciehp_ctrl.c",
            List.of(
                    Published.input(
                            "button window",
                            MILLISECONDS,
                            "5 s",
                            Reading.givenMs(PCIEHP, "pciehp.buttonDelay"),
                            "a constant of this source, and of the model"),
                    Published.input(
                            "sleep after power off",
                            MILLISECONDS,
                            "at least 1 s",
                            Reading.givenMs(PCIEHP, "pciehp.powerOffSleep"),
                            "a constant of this source, and of the model"),
                    Published.closedForm(
                            "request to slot off without the driver, least",
                            MILLISECONDS,
                            "at least 5 s + 1 s",
                            new MedianWithin(
                                    BUTTON_WINDOW_MS + POWER_OFF_MS, Double.POSITIVE_INFINITY, "a sum of constants"),
                            Reading.least(PCIEHP, RemovalNumbers::slotOffWithoutDriverMs),
                            "the sum of two inputs"),
                    Published.output(
                            "request to the first lost frame, least",
                            MILLISECONDS,
                            "path alive for 5 s",
                            new MedianWithin(
                                    BUTTON_WINDOW_MS, Double.POSITIVE_INFINITY, "the driver is not told before then"),
                            Reading.least(PCIEHP, RemovalNumbers::firstLossMs),
                            "nothing but the guest's driver ends the path of a VF in an ordered removal"),
                    Published.closedForm(
                            "second press: runs in which the driver goes or a frame is lost",
                            Measure.RUNS,
                            "cancels",
                            new MedianWithin(0, 0, "exact"),
                            new Reading(List.of(SECOND_PRESS), RemovalNumbers::disturbed),
                            "the guest's table of states is this source's, so that it cancels is no prediction")));

    private RemovalNumbers() {}

    private static double slotOffWithoutDriverMs(MigrationRun run) {
        return Reading.ms(Reading.first(Kind.UNPLUG_REQUESTED), Reading.first(Kind.DEVICE_DELETED))
                        .applyAsDouble(run)
                - Reading.ms(Reading.first(Kind.REMOVE_STARTED), Reading.first(Kind.GONE))
                        .applyAsDouble(run);
    }

    private static double firstLossMs(MigrationRun run) {
        double lost = run.rx().outcome().outages().stream()
                .mapToDouble(outage -> outage.fromNanos())
                .min()
                .orElse(Double.NaN);
        return (lost - Reading.firstNanos(run.log(), Reading.first(Kind.UNPLUG_REQUESTED))) / NANOS_PER_MS;
    }

    private static Spread disturbed(List<Prediction> predictions) {
        return Reading.one(predictions.get(0).runs().stream()
                .filter(run -> Double.isFinite(Reading.firstNanos(run.log(), Reading.first(Kind.REMOVE_STARTED)))
                        || run.rx().outcome().lostFrames() > 0
                        || run.tx().outcome().lostFrames() > 0)
                .count());
    }
}
