package dev.vfgap.scenarios.validation;

import dev.vfgap.scenarios.experiment.Spread;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A published number with what came out for it.
 *
 * @param published the number
 * @param predicted what the runs gave, or what they were given; empty where nothing predicts it
 */
public record Finding(Published published, Optional<Spread> predicted) {

    /** Whether the prediction is accepted; empty where there is nothing to judge. */
    public Optional<Boolean> inside() {
        return published.accepted().map(accepted -> accepted.holds(predicted.orElseThrow()));
    }

    /** The verdict in a word or two. */
    public String verdict() {
        return inside().map(holds -> holds ? "inside" : "OUTSIDE")
                .orElse(published.role().word());
    }

    /** The prediction for people: its median, and where nine of ten runs lie when they differ. */
    public String predictedText() {
        Measure measure = published.measure();
        return predicted
                .map(spread -> {
                    String median = measure.text(spread.median());
                    String low = Measure.number(spread.low());
                    String high = Measure.number(spread.high());
                    return low.equals(high) ? median : median + " (" + low + " .. " + high + ")";
                })
                .orElse("-");
    }

    /** What is accepted, for people. */
    public String acceptedText() {
        return published
                .accepted()
                .map(accepted -> accepted.text(published.measure()))
                .orElse("-");
    }

    /** Its fields by name. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", published.name());
        fields.put("role", published.role().word());
        fields.put("unit", published.measure().unit());
        fields.put("published", published.published());
        fields.put("accepted", published.accepted().map(accepted -> {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("rule", accepted.text(published.measure()));
            rule.put("low", accepted.low());
            rule.put("high", accepted.high());
            rule.put("why", accepted.why());
            return rule;
        }));
        fields.put("predicted", predicted.map(Spread::fields));
        fields.put("inside", inside());
        fields.put("note", published.note());
        fields.put("runs", published.reading().map(reading -> reading.trials().stream()
                .map(Trial::command)
                .toList()));
        return fields;
    }
}
