package dev.vfgap.replay.calibrate;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.Action;
import dev.vfgap.models.operate.Await;
import dev.vfgap.models.operate.AwaitedStatus;
import dev.vfgap.models.operate.Condition;
import dev.vfgap.models.operate.FilterTarget;
import dev.vfgap.models.operate.Step;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.replay.predict.Landmarks.Landmark;
import dev.vfgap.replay.predict.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long management took from what it awaited to the start of the command that it awaited it for. */
final class Answers {
    static final String KEY = "mgmt.eventToNetlink";
    static final String MEANING = "an awaited event to the start of the filter's command";

    private Answers() {}

    /** One reading for each move of a filter that follows an await, where the bundle tells both. */
    static List<Reading> of(CaptureBundle bundle, Landmarks landmarks) {
        List<Reading> readings = new ArrayList<>();
        List<Step> steps = bundle.plan().steps();
        boolean left = false;
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i) instanceof Action.SetFilter move) {
                boolean leaves = !left && move.to() != FilterTarget.PRIMARY;
                left |= leaves;
                Optional<Moment> command = landmarks.at(leaves ? Landmark.LEAVE_COMMAND : Landmark.RETURN_COMMAND);
                Optional<Moment> event = awaited(steps.get(i - 1)).flatMap(landmarks::at);
                if (event.isPresent()
                        && command.isPresent()
                        && event.get().atNanos() <= command.get().atNanos()) {
                    readings.add(Reading.between(bundle, event.get(), command.get()));
                }
            }
        }
        return readings;
    }

    private static Optional<Landmark> awaited(Step step) {
        return step instanceof Await await ? awaited(await.condition()) : Optional.empty();
    }

    private static Optional<Landmark> awaited(Condition condition) {
        if (condition instanceof Condition.MigrationReached reached) {
            return reached.status() == AwaitedStatus.ACTIVE ? Optional.of(Landmark.ACTIVE) : Optional.empty();
        }
        if (condition instanceof Condition.DeviceDeleted deleted && deleted.host() == Host.A) {
            return Optional.of(Landmark.DEVICE_DELETED);
        }
        if (condition instanceof Condition.GuestPrimaryGone gone && gone.host() == Host.A) {
            return Optional.of(Landmark.UNREGISTERED);
        }
        return condition instanceof Condition.GuestPrimaryLinkUp ? Optional.of(Landmark.LINK_UP) : Optional.empty();
    }
}
