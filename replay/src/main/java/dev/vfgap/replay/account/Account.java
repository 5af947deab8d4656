package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Place;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.Deliveries;
import dev.vfgap.replay.bundle.Finding;
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
 * @param findings what a reader must know about the bundle
 */
public record Account(String bundle, Basis basis, DirectionAccount rx, DirectionAccount tx, List<Finding> findings) {

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
        findings = List.copyOf(findings);
    }

    /**
     * Makes the account of a bundle; reads its captures and its delivery file.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when one of them cannot be used
     */
    public static Account of(CaptureBundle bundle) {
        List<Finding> findings = new ArrayList<>(bundle.findings());
        SeenFrames rxSeen = new SeenFrames();
        SeenFrames txSeen = new SeenFrames();
        findings.addAll(CaptureScan.scan(bundle, (point, direction, sequence, atNanos) -> {
            SeenFrames seen = direction == Direction.RX ? rxSeen : txSeen;
            Place.Kind receiver = direction == Direction.RX ? Place.Kind.GUEST : Place.Kind.PEER;
            if (bundle.points().get(point).at() == receiver) {
                seen.arrived(point, sequence, atNanos);
            } else {
                seen.passed(point, sequence, atNanos);
            }
        }));
        findings.addAll(MissingPoints.of(bundle));
        if (bundle.deliveries().isPresent()) {
            Path file = bundle.deliveries().get();
            Deliveries.File deliveries = Deliveries.read(file, file.toString());
            findings.addAll(deliveries.findings());
            FromDeliveries from = new FromDeliveries(bundle, findings);
            DirectionAccount rx = from.account(Direction.RX, deliveries.rx(), rxSeen);
            DirectionAccount tx = from.account(Direction.TX, deliveries.tx(), txSeen);
            return new Account(bundle.name(), Basis.DELIVERIES, rx, tx, findings);
        }
        FromCaptures from = new FromCaptures(bundle, findings);
        DirectionAccount rx = from.account(Direction.RX, rxSeen);
        DirectionAccount tx = from.account(Direction.TX, txSeen);
        return new Account(bundle.name(), Basis.CAPTURES, rx, tx, findings);
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
