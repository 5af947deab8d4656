package dev.vfgap.scenarios.compare;

import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.scenarios.compare.statistics.Interval;
import dev.vfgap.scenarios.compare.statistics.OrderStatistics;
import dev.vfgap.scenarios.compare.statistics.RareEvent;
import dev.vfgap.scenarios.experiment.RunColumns;
import dev.vfgap.scenarios.experiment.RunTable;
import dev.vfgap.scenarios.experiment.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A strategy with its place.
 *
 * @param contestant the strategy and its runs
 * @param rank its place by the mean, from 1; equal means share it
 * @param mean the mean of the metric over its runs
 * @param probabilityBest the share of the replications in which it is the best of all that are ranked, ties shared
 */
public record Ranked(Contestant contestant, int rank, double mean, double probabilityBest) {
    /** The quantiles that results tell. */
    public static final List<Double> SHARES = List.of(0.5, 0.9, 0.95, 0.99);

    private static final double NANOS_PER_MS = 1e6;

    public String name() {
        return contestant.strategy().name();
    }

    public RunTable runs() {
        return contestant.runs().orElseThrow();
    }

    /** The frames lost of a stream over the runs. */
    public Spread lost(TrafficStream stream) {
        return Spread.of(Arrays.stream(runs().column(RunColumns.frames(stream, "lost"))));
    }

    /** The longest outage of a stream over the runs, in milliseconds. */
    public Spread outageMs(TrafficStream stream) {
        return Spread.of(Arrays.stream(runs().column(RunColumns.outage(stream))).map(nanos -> nanos / NANOS_PER_MS));
    }

    /** The metric's quantiles {@link #SHARES}. */
    public List<Interval> quantiles(Metric metric, double level) {
        OrderStatistics sample = new OrderStatistics(metric.of(runs()));
        return SHARES.stream().map(share -> sample.quantile(share, level)).toList();
    }

    /** The runs that did not migrate the guest, or did not come to the end of the plan. */
    public RareEvent notCompleted(double level) {
        return new RareEvent(runs().runs() - contestant.completed(), runs().runs(), level);
    }

    /** Its fields by name. */
    Map<String, Object> fields(Metric metric, double level) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name());
        fields.put("rank", rank);
        fields.put("mean", mean);
        for (TrafficStream stream : runs().columns().streams()) {
            fields.put(stream.word(), streamFields(stream));
        }
        fields.put("probabilityBest", probabilityBest);
        fields.put("replications", runs().runs());
        fields.put("quantiles", quantileFields(metric, level));
        for (String column : List.of(RunColumns.MIGRATION, RunColumns.DOWNTIME, RunColumns.PLAN)) {
            Spread spread = Spread.of(Arrays.stream(runs().column(column))
                    .filter(nanos -> !Double.isNaN(nanos))
                    .map(nanos -> nanos / NANOS_PER_MS));
            fields.put(column.replace("_ns", "Ms"), spread.fields());
        }
        fields.put("outcomes", new LinkedHashMap<String, Object>(runs().outcomes()));
        fields.put("notCompleted", notCompleted(level).fields());
        contestant.strategy().obstacle().ifPresent(obstacle -> fields.put("obstacle", obstacle));
        fields.put("scenarioDigest", runs().experiment().digest());
        fields.put("fingerprint", runs().fingerprint());
        return fields;
    }

    private List<Object> quantileFields(Metric metric, double level) {
        List<Object> all = new ArrayList<>();
        List<Interval> quantiles = quantiles(metric, level);
        for (int i = 0; i < SHARES.size(); i++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("share", SHARES.get(i));
            one.putAll(quantiles.get(i).fields());
            if (Double.isNaN(quantiles.get(i).value())) {
                one.put("beyondTheReplications", true);
            }
            all.add(one);
        }
        return all;
    }

    private Map<String, Object> streamFields(TrafficStream stream) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sentFrames", frames(stream, "sent").fields());
        fields.put("lostFrames", lost(stream).fields());
        fields.put("longestOutageMs", outageMs(stream).fields());
        fields.put("lateFrames", frames(stream, "late").fields());
        fields.put("duplicatedFrames", frames(stream, "duplicated").fields());
        List<Object> causes = new ArrayList<>();
        for (FrameFate fate : FrameFate.values()) {
            double meanFrames = !fate.isLoss()
                    ? 0
                    : Arrays.stream(runs().column(RunColumns.lost(stream, fate)))
                                    .sum()
                            / runs().runs();
            if (meanFrames > 0) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("fate", fate.name());
                one.put("meanFrames", meanFrames);
                causes.add(one);
            }
        }
        fields.put("causes", causes);
        return fields;
    }

    private Spread frames(TrafficStream stream, String what) {
        return Spread.of(Arrays.stream(runs().column(RunColumns.frames(stream, what))));
    }
}
