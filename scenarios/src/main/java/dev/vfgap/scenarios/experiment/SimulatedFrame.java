package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Outage;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.predict.ExplainedFrame;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One frame of a simulated run: the run is made again with an eye on it.
 *
 * @param experiment what is run
 * @param seed with which seed
 * @param replication which of the runs, from 0
 */
public record SimulatedFrame(Experiment experiment, long seed, int replication) {

    /** The life of the frame with an index, counted from 0 in its direction. */
    public ExplainedFrame frame(Direction direction, long index) {
        MigrationSetup setup = experiment.setup();
        MigrationRun.FrameLife life = MigrationRun.follow(setup, seed, replication, direction, index)
                .orElseThrow(() -> bad(
                        name(direction) + ":" + index,
                        "is no frame of this run, or falls into a time in which the guest does not run",
                        "take a smaller number"));
        boolean ended = life.fate() != Ledger.OPEN;
        Optional<FrameFate> fate = ended ? Optional.of(Ledger.fateOf(life.fate())) : Optional.empty();
        Optional<Host> host = ended ? Optional.of(Ledger.hostOf(life.fate())) : Optional.empty();
        List<ExplainedFrame.Step> steps =
                life.hops().stream().map(ExplainedFrame.Step::of).toList();
        return new ExplainedFrame(
                experiment.scenario().name() + ", strategy "
                        + experiment.strategy().name() + ", replication " + replication,
                direction,
                index,
                life.sentNanos(),
                0,
                fate,
                host,
                steps,
                Optional.empty());
    }

    /** The life of the first frame of a direction that was lost. */
    public ExplainedFrame firstLost(Direction direction) {
        Outage outage = outages(direction).get(0);
        return frame(direction, indexAt(direction, outage.fromNanos()));
    }

    /** The life of the last frame of a direction that was lost. */
    public ExplainedFrame lastLost(Direction direction) {
        List<Outage> outages = outages(direction);
        return frame(
                direction, indexAt(direction, outages.get(outages.size() - 1).untilNanos()));
    }

    /** The assumed parameters that this run rests on. */
    public List<String> assumed() {
        return new Prediction(experiment, seed, List.of(MigrationRun.of(experiment.setup(), seed, replication)))
                .assumed();
    }

    private long indexAt(Direction direction, long sentNanos) {
        return MigrationRun.indexAt(experiment.setup(), seed, replication, direction, sentNanos);
    }

    private List<Outage> outages(Direction direction) {
        List<Outage> outages = MigrationRun.of(experiment.setup(), seed, replication)
                .of(direction)
                .outcome()
                .outages();
        if (outages.isEmpty()) {
            throw bad("--lost", "no frame of " + name(direction) + " is lost in this run", "name one with --frame");
        }
        return outages;
    }

    private static String name(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }

    private static BadInputException bad(String what, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(what, message, mend));
    }
}
