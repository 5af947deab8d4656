package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.Sending;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.models.migration.MigrationStatus;
import dev.vfgap.models.nic.family.NicEvent;
import dev.vfgap.scenarios.expect.Expectation;
import dev.vfgap.scenarios.library.Runbook;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A prediction for people: what is lost, why, and when. */
public final class PredictionText {
    /** Lists are broken at as many columns as help texts. */
    private static final int WIDTH = 100;

    private PredictionText() {}

    /** Several lines, each with its end. */
    public static String of(Prediction prediction) {
        StringBuilder text = new StringBuilder();
        Experiment experiment = prediction.experiment();
        line(
                text,
                "%s, strategy %s: %d runs, seed %d",
                experiment.scenario().name(),
                experiment.strategy().name(),
                prediction.runs().size(),
                prediction.seed());
        line(text, "%s", experiment.strategy().title());
        line(text, "%s", nic(experiment));
        Optional<NotCarriedOut> not = prediction.notCarriedOut();
        not.ifPresent(runs -> {
            line(text, "");
            Runbook.wrapped(runs.headline(), WIDTH).forEach(part -> line(text, "%s", part));
        });
        // Without a migration the tables would be of zeros, which read like success.
        if (not.filter(NotCarriedOut::showsNothing).isEmpty()) {
            tables(text, prediction);
        }
        line(text, "");
        for (Map.Entry<String, Long> outcome : prediction.outcomes().entrySet()) {
            line(
                    text,
                    "%d of %d runs: %s",
                    outcome.getValue(),
                    prediction.runs().size(),
                    outcome.getKey());
        }
        if (prediction.outcomes().keySet().stream().anyMatch(PredictionText::withoutMigration)) {
            line(text, "  (none: no migration was started)");
        }
        text.append(of(prediction.verdicts()));
        text.append(assumed(prediction.assumed()));
        line(text, "scenario digest %s, fingerprint %s", experiment.digest(), prediction.fingerprint());
        return text.toString();
    }

    private static void tables(StringBuilder text, Prediction prediction) {
        prediction.streams().forEach(stream -> stream(text, prediction, stream));
        line(text, "");
        text.append(FeltRuns.of(prediction.runs()).text());
        line(text, "");
        line(text, "%-22s %14s   %s", "phase", "median", "9 of 10 runs");
        for (Prediction.PhaseSpread phase : prediction.phases()) {
            Spread ms = phase.durationMs();
            line(text, "%-22s %11.1f ms   %.1f .. %.1f ms", phase.phase().word(), ms.median(), ms.low(), ms.high());
        }
    }

    /** How expectations came out, two lines each between empty lines; nothing where there are none. */
    public static String of(List<Expectation.Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        long held = verdicts.stream().filter(Expectation.Verdict::held).count();
        line(text, "");
        line(text, "%d of %d expectations held", held, verdicts.size());
        for (Expectation.Verdict verdict : verdicts) {
            line(text, "  %-6s %s", verdict.held() ? "held" : "BROKEN", verdict.text());
            line(text, "         found: %s", verdict.found());
        }
        line(text, "");
        return text.toString();
    }

    private static boolean withoutMigration(String outcome) {
        return outcome.matches(MigrationStatus.NONE.word() + "(,.*)?");
    }

    /** The assumed parameters in as many lines as they take, each with its end; nothing where there are none. */
    public static String assumed(List<String> keys) {
        if (keys.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder("rests on assumed");
        for (int i = 0; i < keys.size(); i++) {
            String word = " " + keys.get(i) + (i < keys.size() - 1 ? "," : "");
            if (line.length() + word.length() > WIDTH) {
                line(text, "%s", line);
                line = new StringBuilder(" ");
            }
            line.append(word);
        }
        line(text, "%s", line);
        return text.toString();
    }

    private static String nic(Experiment experiment) {
        return experiment
                .setup()
                .nicFamily()
                .map(family -> "NIC " + family.name() + ": the filter leads to the VF "
                        + family.filterClass().text()
                        + (family.notVerified().isEmpty()
                                ? ""
                                : "; not verified: " + String.join(", ", words(family.notVerified()))))
                .orElse("a bridge in the place of the NIC: its entry moves when management moves it");
    }

    private static List<String> words(List<NicEvent> events) {
        return events.stream()
                .map(event -> event.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static void stream(StringBuilder text, Prediction prediction, TrafficStream stream) {
        line(text, "");
        if (prediction.sentFrames(stream).high() == 0) {
            line(text, "%s: nothing is sent", stream.title());
            return;
        }
        Spread lost = prediction.lostFrames(stream);
        Spread outage = prediction.longestOutageMs(stream);
        line(
                text,
                "%s: median %.0f frames lost of %.0f (9 of 10 runs: %.0f .. %.0f)",
                stream.title(),
                lost.median(),
                prediction.sentFrames(stream).median(),
                lost.low(),
                lost.high());
        Sending sending = prediction.experiment().sending(stream);
        if (!(sending instanceof Sending.Steady)) {
            line(text, "  sent: %s", sending.text());
        }
        line(text, "  longest outage %.1f ms (%.1f .. %.1f)", outage.median(), outage.low(), outage.high());
        for (Map.Entry<FrameFate, Double> fate : prediction.meanFrames(stream).entrySet()) {
            if (fate.getKey().isLoss()) {
                line(
                        text,
                        "  %-26s mean %12.1f   %s",
                        fate.getKey(),
                        fate.getValue(),
                        fate.getKey().meaning());
            }
        }
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
