package dev.vfgap.replay.validate;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Step;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.replay.calibrate.FittedParameter;
import dev.vfgap.replay.calibrate.Reading;
import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.predict.Moment;
import dev.vfgap.simcore.distribution.Constant;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.distribution.Uniform;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The delays that one run's own events show, each with the draw of its parameter that it stands for.
 *
 * <p>A parameter that happens once takes the first draw. Management's delays happen at several steps of a plan: each goes to
 * the draw of its step. An await whose event came before the one awaited before it holds at once and draws nothing.
 *
 * @param delays in the order of the catalogue, then of time
 */
public record OwnDelays(List<Delay> delays) {

    /**
     * One delay.
     *
     * @param key its parameter
     * @param draw which draw of the parameter in the run, from 0
     * @param at what it belongs to, where the parameter has several readings; else empty
     * @param reading how long it was
     */
    public record Delay(String key, int draw, String at, Reading reading) {
        /** Whether only bounds are known: a poll's lie as far apart as it polls, any other's are those of stamps. */
        boolean isBounded() {
            return reading.mostNanos() - reading.leastNanos() > BOUNDED_NANOS;
        }
    }

    private static final double BOUNDED_NANOS = 50e6;
    private static final String ANSWER = "mgmt.eventToNetlink";
    private static final Map<String, Landmark[]> MOVES = Map.of(
            "mgmt.filterMove",
            new Landmark[] {Landmark.LEAVE_COMMAND, Landmark.LEAVE_MOVED, Landmark.RETURN_COMMAND, Landmark.RETURN_MOVED
            },
            "mgmt.filterReturn",
            new Landmark[] {Landmark.LEAVE_MOVED, Landmark.LEAVE_DONE, Landmark.RETURN_MOVED, Landmark.RETURN_DONE});
    private static final String LEAVING = "leading the filter away";
    private static final String RETURNING = "leading it back";

    public OwnDelays {
        delays = List.copyOf(delays);
    }

    /** What a run shows. */
    public static OwnDelays of(Calibration.Recorded run, ParameterCatalog catalog) {
        List<Delay> delays = new ArrayList<>();
        for (FittedParameter parameter : Calibration.of(List.of(run), catalog).parameters()) {
            String key = parameter.key();
            if (key.equals(ANSWER) || MOVES.containsKey(key)) {
                delays.addAll(ofManagement(key, run));
            } else {
                delays.add(new Delay(key, 0, "", parameter.readings().get(0)));
            }
        }
        return new OwnDelays(delays);
    }

    private static List<Delay> ofManagement(String key, Calibration.Recorded run) {
        CaptureBundle bundle = run.bundle();
        Landmarks landmarks = run.landmarks();
        List<Step> steps = bundle.plan().steps();
        Map<Integer, Delay> byDraw = new TreeMap<>();
        int leave = firstAway(steps);
        int back = lastBack(steps);
        int moves = 0;
        int answers = 0;
        long heardNanos = Long.MIN_VALUE;
        Optional<Moment> answered = Optional.empty();
        for (int i = 0; i < steps.size(); i++) {
            Optional<Moment> heard = Optional.empty();
            if (steps.get(i) instanceof Await await) {
                heard = awaited(await.condition()).flatMap(landmarks::at);
                boolean held = heard.isPresent() && heard.get().atNanos() <= heardNanos;
                heardNanos = Math.max(heardNanos, heard.map(Moment::atNanos).orElse(heardNanos));
                answers += held ? 0 : 1;
                heard = held ? Optional.empty() : heard;
            } else if (steps.get(i) instanceof Action.SetFilter) {
                String at = i == leave ? LEAVING : RETURNING;
                if (key.equals(ANSWER)) {
                    Optional<Moment> command =
                            landmarks.at(i == leave ? Landmark.LEAVE_COMMAND : Landmark.RETURN_COMMAND);
                    if (i == leave || i == back) {
                        put(byDraw, key, answers - 1, at, between(bundle, answered, command));
                    }
                } else if (i == leave || i == back) {
                    Landmark[] ends = MOVES.get(key);
                    int first = i == leave ? 0 : 2;
                    Optional<Moment> from = landmarks.at(ends[first]);
                    put(byDraw, key, moves, at, between(bundle, from, landmarks.at(ends[first + 1])));
                }
                moves++;
            }
            answered = heard;
        }
        return List.copyOf(byDraw.values());
    }

    private static void put(Map<Integer, Delay> byDraw, String key, int draw, String at, Optional<Reading> reading) {
        reading.ifPresent(length -> byDraw.put(draw, new Delay(key, draw, at, length)));
    }

    private static int firstAway(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Action.SetFilter move && move.to() != FilterTarget.PRIMARY) {
                return i;
            }
        }
        return -1;
    }

    private static int lastBack(List<Step> steps) {
        int last = -1;
        for (int i = 0; i < steps.size(); i++) {
            last = steps.get(i) instanceof Action.SetFilter move && move.to() == FilterTarget.PRIMARY ? i : last;
        }
        return last;
    }

    private static Optional<Reading> between(CaptureBundle bundle, Optional<Moment> from, Optional<Moment> to) {
        return from.isEmpty() || to.isEmpty() || from.get().atNanos() > to.get().atNanos()
                ? Optional.empty()
                : Optional.of(Reading.between(bundle, from.get(), to.get()));
    }

    private static Optional<Landmark> awaited(Condition condition) {
        if (condition instanceof Condition.MigrationReached reached) {
            return switch (reached.status()) {
                case ACTIVE -> Optional.of(Landmark.ACTIVE);
                case COMPLETED -> Optional.of(Landmark.COMPLETED);
                default -> Optional.empty();
            };
        }
        if (condition instanceof Condition.DeviceDeleted deleted && deleted.host() == Host.A) {
            return Optional.of(Landmark.DEVICE_DELETED);
        }
        if (condition instanceof Condition.GuestPrimaryGone gone && gone.host() == Host.A) {
            return Optional.of(Landmark.UNREGISTERED);
        }
        if (condition instanceof Condition.GuestPrimaryLinkUp) {
            return Optional.of(Landmark.LINK_UP);
        }
        return condition instanceof Condition.Resumed ? Optional.of(Landmark.RESUME) : Optional.empty();
    }

    /** Values with these delays at their draws; those of a parameter that no run draws are of no account. */
    public ParameterValues over(ParameterValues values, Set<String> drawn) {
        ParameterValues result = values;
        Set<String> done = new HashSet<>();
        for (Delay delay : delays) {
            if (drawn.contains(delay.key()) && done.add(delay.key())) {
                Map<Integer, Distribution> draws = new TreeMap<>();
                for (Delay other : delays) {
                    if (other.key().equals(delay.key())) {
                        draws.put(other.draw(), value(other, result.catalog().require(other.key())));
                    }
                }
                result = result.withDraws(delay.key(), draws);
            }
        }
        return result;
    }

    /**
     * A length as it was read, so that lengths that follow each other keep their sum; one of which only bounds are known is
     * anywhere between them.
     */
    private static Distribution value(Delay delay, Parameter parameter) {
        Reading reading = delay.reading();
        double least = Math.max(reading.leastNanos(), parameter.min());
        double most = Math.min(reading.mostNanos(), parameter.max());
        if (delay.isBounded() && least < most) {
            return new Uniform(least, most);
        }
        return new Constant(Math.min(Math.max(reading.nanos(), parameter.min()), parameter.max()));
    }
}
