package dev.vfgap.scenarios.validation;

import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.Replications;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Published numbers, ready to be held against the models: each trial is run once, however many numbers are read from it. */
public final class Validation {
    private final List<PublishedRow> rows;
    private final OptionalInt replications;
    private final Map<Trial, Experiment> experiments = new LinkedHashMap<>();

    /**
     * Some rows.
     *
     * @param replications how many runs of each trial; empty = as many as its scenario says
     */
    public Validation(List<PublishedRow> rows, OptionalInt replications) {
        this.rows = List.copyOf(rows);
        this.replications = replications;
        rows.stream()
                .flatMap(PublishedRow::trials)
                .distinct()
                .forEach(trial -> experiments.put(trial, trial.experiment()));
    }

    /** How many runs it takes. */
    public int runs() {
        return experiments.values().stream().mapToInt(this::runs).sum();
    }

    private int runs(Experiment experiment) {
        return replications.orElse(experiment.scenario().replications());
    }

    /**
     * Runs the trials and judges what comes out.
     *
     * @param jobs how many runs at once
     * @param done called after each run, by any thread
     * @throws InterruptedException when the calling thread is interrupted; the runs under way are given up
     */
    public ValidationReport report(long seed, int jobs, Runnable done) throws InterruptedException {
        Map<Trial, Prediction> predictions = new LinkedHashMap<>();
        Set<String> assumed = new LinkedHashSet<>();
        for (Map.Entry<Trial, Experiment> entry : experiments.entrySet()) {
            Experiment experiment = entry.getValue();
            Prediction prediction = new Prediction(
                    experiment, seed, Replications.run(experiment.setup(), seed, runs(experiment), jobs, done));
            predictions.put(entry.getKey(), prediction);
            assumed.addAll(prediction.assumed());
        }
        List<ValidationReport.Row> found = new ArrayList<>();
        for (PublishedRow row : rows) {
            found.add(new ValidationReport.Row(
                    row,
                    row.numbers().stream()
                            .map(number -> finding(number, predictions))
                            .toList()));
        }
        return new ValidationReport(seed, found, List.copyOf(assumed));
    }

    private static Finding finding(Published number, Map<Trial, Prediction> predictions) {
        return new Finding(number, number.reading().map(reading -> reading.value()
                .apply(reading.trials().stream().map(predictions::get).toList())));
    }
}
