package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.IntOrder;
import dev.vfgap.replay.bundle.Traffic;
import dev.vfgap.replay.match.Matching;
import dev.vfgap.replay.match.PointCapture;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Makes accounts from the captures alone.
 *
 * <p>A frame was sent when it was first seen. Where the sender itself was not captured, the numbers that lack between
 * two that were seen are frames that got no farther than the sender, sent at times between theirs. A frame was
 * delivered when it was seen at the receiver; where the receiver was not captured, that stays open for every frame that
 * may have come to it.
 */
final class FromCaptures {

    /** Numbers may lack at so many times the rate of the stream; more is a jump of the numbering. */
    private static final double MOST_TIMES_RATE = 2;

    private static final int ALWAYS_PLAUSIBLE = 16;

    /** Rows are made from numbers that lack only so far, whatever numbers and rates a file claims. */
    private static final long MOST_LACKING_PER_SEEN = 4;

    private final CaptureBundle bundle;
    private final boolean uplinksSeeAll;
    private final List<PointCapture> captures;
    private final List<Finding> findings;

    /**
     * Makes accounts of a bundle.
     *
     * @param uplinksSeeAll whether a frame that no uplink saw came to no host
     * @param captures what each point's capture holds
     * @param findings to which it adds what limits the accounts
     */
    FromCaptures(CaptureBundle bundle, boolean uplinksSeeAll, List<PointCapture> captures, List<Finding> findings) {
        this.bundle = bundle;
        this.uplinksSeeAll = uplinksSeeAll;
        this.captures = captures;
        this.findings = findings;
    }

    DirectionAccount account(Direction direction, SeenFrames seen, Matching matching) {
        boolean byContent = matching.by() == Matching.By.CONTENT;
        boolean told = byContent ? matching.frames() > 0 : matching.by() != Matching.By.NOTHING;
        TimeUncertainty uncertainty = TimeUncertainty.ofCaptures(bundle, direction);
        ReceiverSight receiver = new ReceiverSight(bundle, direction, seen, captures, findings);
        Place.Kind sender = direction == Direction.RX ? Place.Kind.PEER : Place.Kind.GUEST;
        boolean senderCaptured = MissingPoints.has(bundle, sender, null);
        if (seen.repeated() > 0) {
            findings.add(Finding.doubt(
                    direction.name().toLowerCase(Locale.ROOT),
                    seen.repeated() + " times a point saw a number again more than 2 s later: it wraps, or its sender"
                            + " began anew. Frames of one number are counted as one, so counts are bounds"));
        }
        CapturedRows rows = new CapturedRows(seen);
        int seenFrames = seen.frames();
        seen.forgetNumbers();
        Count sent = Count.UNKNOWN;
        if (told && Account.anyCapture(bundle)) {
            addSeen(rows, direction, seen, receiver);
            sent = Count.exactly(rows.size());
            if (!senderCaptured) {
                double rate = rate(direction, seen);
                sent = byContent ? unseenUnknown(direction, rows) : addLacking(rows, direction, seen, rate, receiver);
                sent = byContent ? sent : openWhereSilent(direction, rows, rate, sent);
            }
            tellEdges(direction, seen, seenFrames, uncertainty);
            tellLimits(direction, receiver.isThere());
            if (!senderCaptured) {
                findings.add(Finding.limit(
                        direction.name().toLowerCase(Locale.ROOT),
                        "send times are those of the first capture: how long a frame took to get there is not known, and"
                                + " one sent at an end of the window may be counted or not"));
            }
        }
        return DirectionAccount.of(
                direction,
                Account.pointNames(bundle),
                rows.sort(),
                new DirectionAccount.Basis(
                        sent,
                        senderCaptured,
                        receiver.copiesTell() && told,
                        seen.repeated() == 0,
                        told && Account.anyCapture(bundle),
                        uncertainty,
                        matching));
    }

    private void addSeen(CapturedRows rows, Direction direction, SeenFrames seen, ReceiverSight receiver) {
        for (int row = 0; row < seen.frames(); row++) {
            long sent = seen.firstSeenNanos(row);
            if (bundle.window().contains(sent)) {
                Arrival arrival = receiver.arrived(seen.points(row))
                        ? Arrival.DELIVERED
                        : unarrived(direction, sent, seen.points(row), receiver);
                rows.add(row, arrival);
            }
        }
    }

    /** The outcome of a frame that was not seen at the receiver. */
    private Arrival unarrived(Direction direction, long sentNanos, long points, ReceiverSight receiver) {
        boolean mayBeUnderWay = sentNanos > bundle.window().untilNanos() - DirectionAccount.LATE_NANOS;
        if (mayBeUnderWay) {
            return Arrival.OPEN;
        }
        if (receiver.isThere()) {
            return receiver.covers(sentNanos) ? Arrival.LOST : Arrival.OPEN;
        }
        boolean atTap = false;
        for (int point = 0; point < bundle.points().size(); point++) {
            Place.Kind at = bundle.points().get(point).at();
            boolean isTap = at == Place.Kind.STANDBY || at == Place.Kind.PRIMARY;
            atTap |= isTap && (points >> point & 1) != 0;
        }
        boolean atUplink = (points & UplinkSight.points(bundle, Place.Kind.UPLINK)) != 0;
        boolean cameToNoTap = !atTap
                && (MissingPoints.allTapsCaptured(bundle) || direction == Direction.RX && uplinksSeeAll && !atUplink);
        boolean leftTheGuest = direction == Direction.TX && points != 0;
        return cameToNoTap && !leftTheGuest ? Arrival.LOST : Arrival.OPEN;
    }

    /** Adds the frames whose numbers lack between two that were seen; returns how many were sent. */
    private Count addLacking(
            CapturedRows rows, Direction direction, SeenFrames seen, double rate, ReceiverSight receiver) {
        int[] byNumber =
                IntOrder.of(seen.frames(), (left, right) -> Long.compare(seen.sequence(left), seen.sequence(right)));
        long mostLacking = MOST_LACKING_PER_SEEN * seen.frames();
        long lacking = 0;
        long jumps = 0;
        for (int i = 1; i < byNumber.length; i++) {
            long before = seen.sequence(byNumber[i - 1]);
            long gap = seen.sequence(byNumber[i]) - before - 1;
            long from = seen.firstSeenNanos(byNumber[i - 1]);
            long until = seen.firstSeenNanos(byNumber[i]);
            double plausible = ALWAYS_PLAUSIBLE + MOST_TIMES_RATE * rate * Math.max(0, until - from) / 1e9;
            if (gap < 0 || gap > plausible || gap > mostLacking - lacking) {
                jumps++;
                continue;
            }
            for (long k = 1; k <= gap; k++) {
                long sent = from + Math.round((double) (until - from) * k / (gap + 1));
                if (bundle.window().contains(sent)) {
                    Arrival arrival = unarrived(direction, sent, 0, receiver);
                    rows.add(seen.unseen(before + k, sent), arrival);
                    lacking++;
                }
            }
        }
        String word = direction.name().toLowerCase(Locale.ROOT);
        if (lacking > 0) {
            findings.add(Finding.limit(
                    word,
                    lacking + " numbers were seen nowhere; they are taken as frames that got no farther than the "
                            + (direction == Direction.RX ? "peer" : "guest")
                            + ", with send times between those of their neighbours"));
        }
        if (jumps > 0) {
            findings.add(Finding.doubt(
                    word,
                    "the numbering jumps " + jumps + " times by more than the rate explains; frames lost there are not"
                            + " counted"));
            return new Count(rows.size(), Long.MAX_VALUE);
        }
        return Count.exactly(rows.size());
    }

    /** Frames that no number tells of may lack before the first and after the last that was seen in the window. */
    private Count openWhereSilent(Direction direction, CapturedRows rows, double rate, Count sent) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int frame = 0; frame < rows.size(); frame++) {
            first = Math.min(first, rows.sentNanos(frame));
            last = Math.max(last, rows.sentNanos(frame));
        }
        long from = bundle.window().fromNanos();
        long until = bundle.window().untilNanos();
        double most = rate > 0 ? ALWAYS_PLAUSIBLE / rate * 1e9 : 0;
        boolean isSilent = last >= first
                && until != Long.MAX_VALUE
                && ((double) first - from > most || (double) until - last > most);
        if (!isSilent) {
            return sent;
        }
        findings.add(Finding.limit(
                direction.name().toLowerCase(Locale.ROOT),
                "frames were seen in a part of the window only: whether the "
                        + (direction == Direction.RX ? "peer" : "guest")
                        + " sent more before the first or after the last, and lost them, cannot be known"));
        return new Count(sent.low(), Long.MAX_VALUE);
    }

    /** Frames a second as told; else as seen. */
    private double rate(Direction direction, SeenFrames seen) {
        return bundle.traffic(direction)
                .map(Traffic::framesPerSecond)
                .orElseGet(OptionalDouble::empty)
                .orElseGet(() -> rateSeen(seen));
    }

    /** Frames a second between the first and the last that was seen; 0 where there are too few. */
    private static double rateSeen(SeenFrames seen) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int row = 0; row < seen.frames(); row++) {
            first = Math.min(first, seen.firstSeenNanos(row));
            last = Math.max(last, seen.firstSeenNanos(row));
        }
        return last > first ? seen.frames() * 1e9 / (last - first) : 0;
    }

    /** Frames without numbers that no capture saw leave no trace. */
    private Count unseenUnknown(Direction direction, CapturedRows rows) {
        findings.add(Finding.limit(
                direction.name().toLowerCase(Locale.ROOT),
                "without a number or a capture at the sender, a frame that no capture saw leaves no trace: how many were"
                        + " sent and lost cannot be known"));
        return new Count(rows.size(), Long.MAX_VALUE);
    }

    /** Tells how many frames the clocks leave undecided at the ends of the window. */
    private void tellEdges(Direction direction, SeenFrames seen, int seenFrames, TimeUncertainty uncertainty) {
        long undecided = 0;
        for (int row = 0; row < seenFrames; row++) {
            long sent = seen.firstSeenNanos(row);
            boolean near = Math.abs(sent - bundle.window().fromNanos()) <= uncertainty.sentNanos()
                    || Math.abs(bundle.window().untilNanos() - sent) <= uncertainty.sentNanos();
            undecided += near && uncertainty.sentNanos() > 0 ? 1 : 0;
        }
        if (undecided > 0) {
            findings.add(Finding.limit(
                    direction.name().toLowerCase(Locale.ROOT),
                    undecided + " frames were sent so near to an end of the window that the clocks do not tell whether"
                            + " they count"));
        }
    }

    private void tellLimits(Direction direction, boolean receiverCaptured) {
        if (direction == Direction.RX && !receiverCaptured) {
            findings.add(Finding.limit(
                    "rx",
                    "without a delivery file or a capture inside the guest, what the guest received cannot be shown:"
                            + " frames seen at a tap may have been lost behind it, so counts are bounds"));
        }
        if (direction == Direction.TX && !receiverCaptured) {
            findings.add(Finding.limit(
                    "tx",
                    "without a delivery file or a capture at the peer, what the peer received cannot be shown, so"
                            + " counts are bounds"));
        }
        if (direction == Direction.TX && receiverCaptured) {
            findings.add(Finding.limit("tx", "delivered means seen at the peer's interface"));
        }
        if (direction == Direction.RX && receiverCaptured) {
            findings.add(Finding.limit("rx", "delivered means seen by the capture inside the guest"));
        }
    }
}
