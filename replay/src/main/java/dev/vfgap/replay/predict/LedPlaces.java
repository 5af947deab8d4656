package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Direction;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Place;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Initial;
import java.util.List;

/**
 * Where a frame of a predicted fate is seen last, when its fate alone leaves a choice: at its sender or the port of the
 * NIC, where that is one of the places, else where the filter led it.
 */
final class LedPlaces {
    private final Initial start;
    private final List<FilterMove> moves;

    LedPlaces(Initial start, List<FilterMove> moves) {
        this.start = start;
        this.moves = moves;
    }

    Place of(Direction direction, byte fate, long sentNanos) {
        Host host = Ledger.hostOf(fate);
        List<Place.Kind> kinds = Ledger.fateOf(fate).lastSeen();
        Place.Kind own = direction == Direction.TX ? Place.Kind.GUEST : Place.Kind.UPLINK;
        if (kinds.contains(own)) {
            return Place.of(own, host);
        }
        FilterTarget led = host == Host.A ? start.filterA() : start.filterB();
        for (FilterMove move : moves) {
            boolean moved = move.host() == host && move.moment().atNanos() <= sentNanos + Replay.PEER_TO_QUEUE_NANOS;
            led = moved ? move.to() : led;
        }
        Place.Kind kind = led == FilterTarget.PRIMARY ? Place.Kind.PRIMARY : Place.Kind.STANDBY;
        return Place.of(kinds.contains(kind) ? kind : kinds.get(0), host);
    }

    /** Where a frame was that no capture saw: at its sender. */
    static Place sender(Direction direction) {
        return direction == Direction.RX ? Place.PEER : Place.GUEST;
    }
}
