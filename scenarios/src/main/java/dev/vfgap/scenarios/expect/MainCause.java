package dev.vfgap.scenarios.expect;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.TrafficStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The fate by which most of the lost frames of a stream ended, over all runs together; of two with equally many, the
 * first in the list of fates.
 */
public record MainCause(TrafficStream stream, FrameFate fate) implements Expectation {

    @Override
    public String text() {
        return "main cause of loss of " + Measure.word(stream) + ": " + fate;
    }

    @Override
    public Verdict of(List<MigrationRun> runs) {
        Map<FrameFate, Long> lost = new EnumMap<>(FrameFate.class);
        for (MigrationRun run : runs) {
            run.of(stream).outcome().byFate().forEach((each, frames) -> {
                if (each.isLoss()) {
                    lost.merge(each, frames, Long::sum);
                }
            });
        }
        long all = lost.values().stream().mapToLong(Long::longValue).sum();
        Optional<FrameFate> main =
                lost.keySet().stream().reduce((one, other) -> lost.get(other) > lost.get(one) ? other : one);
        String found = main.map(each -> String.format(
                        Locale.ROOT, "%s, %.1f %% of the lost frames", each, 100.0 * lost.get(each) / all))
                .orElse("nothing is lost");
        return new Verdict(text(), main.equals(Optional.of(fate)), found);
    }
}
