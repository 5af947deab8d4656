package dev.vfgap.replay.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a validation allows to conclude, in one sentence. */
public final class Conclusion {
    /** With fewer runs the coverage is known to no better than some 30 %. */
    private static final int FEW_RUNS = 10;

    private Conclusion() {}

    /** The sentence. */
    public static String sentence(Validation validation) {
        List<Cell> counted = validation.counted();
        if (counted.isEmpty()) {
            return "no bundle has at least 5 lost frames that its captures show: nothing can be said";
        }
        Coverage coverage = validation.coverage(Score.LEVEL, any -> true);
        long runs = counted.stream().map(Cell::bundle).distinct().count();
        long strategies = counted.stream().map(Cell::strategy).distinct().count();
        String held = coverage.inside() + " of " + coverage.n() + " cells (" + Numbers.percent(coverage.share())
                + ") lie inside their intervals of 90 %, from " + counted(runs, "run") + " of "
                + counted(strategies, "strategy");
        if (runs < FEW_RUNS) {
            return held + ": the true coverage is anywhere from " + Numbers.percent(coverage.low()) + " to "
                    + Numbers.percent(coverage.high()) + ", so too few to call the intervals right or wrong";
        }
        if (coverage.agrees()) {
            return held + shape(validation);
        }
        return held
                + (coverage.share() < Score.LEVEL ? ": the intervals are too narrow" : ": the intervals are too wide");
    }

    private static String counted(long number, String word) {
        return number + " "
                + (number == 1 ? word : word.endsWith("y") ? word.substring(0, word.length() - 1) + "ies" : word + "s");
    }

    private static String shape(Validation validation) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            PitHistogram pit = validation.pit(metric);
            if (pit.shape() != PitHistogram.Shape.FLAT && pit.shape() != PitHistogram.Shape.FEW) {
                found.computeIfAbsent(pit.shape().conclusion(), any -> new ArrayList<>())
                        .add(metric.words());
            }
        }
        List<String> said = new ArrayList<>();
        found.forEach((conclusion, metrics) -> said.add(conclusion + " (" + String.join(", ", metrics) + ")"));
        return said.isEmpty()
                ? ": nothing speaks against the intervals"
                : ", as many as they should hold; but " + String.join("; ", said);
    }
}
