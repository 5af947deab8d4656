package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.ClockCourse;
import dev.vfgap.replay.bundle.Deliveries;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.match.CaptureScan;
import dev.vfgap.replay.match.Matching;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the captures of one bundle show: both directions, and what the bundle cannot show.
 *
 * @param bundle the bundle's name
 * @param basis what says whether a frame was received
 * @param rx peer to guest
 * @param tx guest to peer
 * @param clocks how clocks without a given offset went, as estimated; empty where one clock stamped all
 * @param findings what a reader must know about the bundle
 */
public record Account(
        String bundle,
        Basis basis,
        DirectionAccount rx,
        DirectionAccount tx,
        List<ClockCourse> clocks,
        List<Finding> findings) {

    /** What says whether a frame was received. */
    public enum Basis {
        /** Both ends' own records: the delivery file. */
        DELIVERIES,
        /** The captures alone. */
        CAPTURES
    }

    public Account {
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(basis, "basis");
        clocks = List.copyOf(clocks);
        findings = List.copyOf(findings);
    }

    /**
     * Makes the account of a bundle; reads its captures and its delivery file.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when one of them cannot be used
     */
    public static Account of(CaptureBundle bundle) {
        return of(PreparedBundle.of(bundle));
    }

    /** As {@link #of(CaptureBundle)}, of a bundle that is prepared already. */
    public static Account of(PreparedBundle prepared) {
        CaptureBundle bundle = prepared.bundle();
        List<Finding> findings = new ArrayList<>(bundle.findings());
        SeenFrames rxSeen = new SeenFrames(UplinkSight.points(bundle, Place.Kind.PEER));
        SeenFrames txSeen = new SeenFrames(UplinkSight.points(bundle, Place.Kind.GUEST));
        CaptureScan scan = prepared.scan((point, direction, sequence, atNanos) -> {
            SeenFrames seen = direction == Direction.RX ? rxSeen : txSeen;
            Place.Kind receiver = direction == Direction.RX ? Place.Kind.GUEST : Place.Kind.PEER;
            if (bundle.points().get(point).at() == receiver) {
                seen.arrived(point, sequence, atNanos);
            } else {
                seen.passed(point, sequence, atNanos);
            }
        });
        findings.addAll(scan.findings());
        Matching rxMatching = prepared.matching(Direction.RX, scan, rxSeen.frames());
        Matching txMatching = prepared.matching(Direction.TX, scan, txSeen.frames());
        MatchingNotes.tell(bundle, Direction.RX, rxMatching, findings);
        MatchingNotes.tell(bundle, Direction.TX, txMatching, findings);
        findings.addAll(MissingPoints.of(bundle));
        List<ClockCourse> clocks = bundle.clock().courses();
        if (bundle.deliveries().isPresent()) {
            Path file = bundle.deliveries().get();
            Deliveries.File deliveries = Deliveries.read(file, file.toString());
            findings.addAll(deliveries.findings());
            FromDeliveries from = new FromDeliveries(bundle, findings);
            DirectionAccount rx = from.account(Direction.RX, deliveries.rx(), rxSeen, rxMatching);
            DirectionAccount tx = from.account(Direction.TX, deliveries.tx(), txSeen, txMatching);
            return new Account(bundle.name(), Basis.DELIVERIES, rx, tx, clocks, findings);
        }
        boolean uplinksSeeAll = UplinkSight.isWhole(bundle, rxSeen, txSeen);
        FromCaptures from = new FromCaptures(bundle, uplinksSeeAll, scan.captures(), findings);
        DirectionAccount rx = from.account(Direction.RX, rxSeen, rxMatching);
        DirectionAccount tx = from.account(Direction.TX, txSeen, txMatching);
        return new Account(bundle.name(), Basis.CAPTURES, rx, tx, clocks, findings);
    }

    public DirectionAccount of(Direction direction) {
        return direction == Direction.RX ? rx : tx;
    }

    static List<String> pointNames(CaptureBundle bundle) {
        return bundle.points().stream().map(CapturePoint::name).toList();
    }

    static boolean anyCapture(CaptureBundle bundle) {
        return bundle.points().stream().anyMatch(point -> point.file().isPresent());
    }
}
