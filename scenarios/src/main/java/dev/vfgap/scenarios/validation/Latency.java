package dev.vfgap.scenarios.validation;

import dev.vfgap.models.frame.FrameTracer;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.models.lab.RunPhase;
import dev.vfgap.models.lab.TrafficStream;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.Spread;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How long frames are under way: the runs are made again with an eye on single frames. */
final class Latency {
    /** So many frames in a row are looked at for one that is delivered: an overloaded queue takes one in ten. */
    private static final long LOOKED_AT = 40;

    private Latency() {}

    /** The latency by the standby in the middle of pre-copy, over that by the VF before the plan, run by run. */
    static Spread standbyAgainstVf(List<Prediction> predictions) {
        Prediction prediction = predictions.get(0);
        MigrationSetup setup = prediction.experiment().setup();
        return Spread.of(IntStream.range(0, prediction.runs().size()).mapToDouble(replication -> {
            var log = prediction.runs().get(replication).log();
            long middleOfPrecopy = (RunPhase.PRECOPY.beginNanos(log).orElseThrow()
                            + RunPhase.PRECOPY.endNanos(log).orElseThrow())
                    / 2;
            double standby = nanos(setup, prediction.seed(), replication, middleOfPrecopy);
            return standby / nanos(setup, prediction.seed(), replication, setup.beforeNanos() / 2);
        }));
    }

    /** The latency of the first frame sent at or after a moment that is delivered; not a number when none is. */
    private static double nanos(MigrationSetup setup, long seed, int replication, long atNanos) {
        long first = MigrationRun.indexAt(setup, seed, replication, TrafficStream.RX, atNanos);
        for (long index = first; index < first + LOOKED_AT; index++) {
            Optional<MigrationRun.FrameLife> life =
                    MigrationRun.follow(setup, seed, replication, TrafficStream.RX, index);
            if (life.isPresent() && Ledger.fateOf(life.get().fate()).isDelivered()) {
                List<FrameTracer.Hop> hops = life.get().hops();
                return hops.get(hops.size() - 1).atNanos() - life.get().sentNanos();
            }
        }
        return Double.NaN;
    }
}
