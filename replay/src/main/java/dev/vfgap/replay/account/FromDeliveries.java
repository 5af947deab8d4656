package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Deliveries;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.match.Matching;
import dev.vfgap.replay.match.SequenceIndex;
import java.util.List;
import java.util.Locale;

/** Makes accounts from both ends' own records; the captures only say where a frame was last seen. */
final class FromDeliveries {

    private final CaptureBundle bundle;
    private final List<Finding> findings;

    FromDeliveries(CaptureBundle bundle, List<Finding> findings) {
        this.bundle = bundle;
        this.findings = findings;
    }

    DirectionAccount account(Direction direction, Deliveries deliveries, SeenFrames seen, Matching matching) {
        boolean numbered = matching.by() == Matching.By.SEQUENCE || matching.by() == Matching.By.FOUND_SEQUENCE;
        long[] points = new long[deliveries.frames()];
        SequenceIndex told = new SequenceIndex(deliveries::sequence);
        long repeated = 0;
        for (int frame = 0; frame < deliveries.frames(); frame++) {
            repeated += told.add(frame) ? 0 : 1;
            int row = numbered ? seen.row(deliveries.sequence(frame)) : -1;
            points[frame] = row < 0 ? 0 : seen.points(row);
        }
        if (repeated > 0) {
            findings.add(Finding.doubt(
                    bundle.deliveries().orElseThrow().toString(),
                    repeated + " rows of " + direction.name().toLowerCase(Locale.ROOT)
                            + " repeat a number; each was counted as a frame of its own"));
        }
        return DirectionAccount.of(
                direction,
                Account.pointNames(bundle),
                new DeliveredRows(deliveries, points),
                new DirectionAccount.Basis(
                        Count.exactly(deliveries.frames()),
                        true,
                        true,
                        true,
                        numbered && Account.anyCapture(bundle),
                        TimeUncertainty.NONE,
                        matching));
    }
}
