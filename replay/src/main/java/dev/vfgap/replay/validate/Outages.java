package dev.vfgap.replay.validate;

import dev.vfgap.models.frame.Outage;
import dev.vfgap.replay.account.AccountedOutage;
import dev.vfgap.replay.account.DirectionAccount;
import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outages of a run among the moments that both a recording and a simulation show.
 *
 * @param outages in order of time
 * @param at the moments, on the same clock; none that the run does not have
 */
public record Outages(List<Outage> outages, Map<Landmark, Long> at) {
    /** The landmarks that a simulation has too, in the order of {@link Landmark}. */
    public static final List<Landmark> SHARED = List.of(
            Landmark.UNPLUG_REQUEST,
            Landmark.DRIVER_STOP,
            Landmark.GONE,
            Landmark.DEVICE_DELETED,
            Landmark.LEAVE_MOVED,
            Landmark.SETUP,
            Landmark.ACTIVE,
            Landmark.STOP,
            Landmark.COMPLETED,
            Landmark.RESUME,
            Landmark.REGISTERED,
            Landmark.LINK_UP,
            Landmark.RETURN_MOVED);

    public Outages {
        outages = List.copyOf(outages);
        at = Map.copyOf(at);
    }

    /** What a recording shows. */
    static Outages of(DirectionAccount account, Landmarks landmarks) {
        Map<Landmark, Long> at = new EnumMap<>(Landmark.class);
        SHARED.forEach(landmark -> landmarks.at(landmark).ifPresent(moment -> at.put(landmark, moment.atNanos())));
        return new Outages(
                account.outages().stream().map(AccountedOutage::outage).toList(), at);
    }

    /** The landmark nearest to a moment; of equally near ones the first. */
    Optional<Landmark> nearest(long nanos) {
        Landmark found = null;
        for (Landmark landmark : SHARED) {
            boolean nearer = at.containsKey(landmark)
                    && (found == null || Math.abs(nanos - at.get(landmark)) < Math.abs(nanos - at.get(found)));
            found = nearer ? landmark : found;
        }
        return Optional.ofNullable(found);
    }
}
