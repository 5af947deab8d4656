package dev.vfgap.replay.predict;

import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.CapturePoint;
import dev.vfgap.replay.bundle.EventLog;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Bundles of which a part is taken away, as labs that recorded less would have handed them over. */
enum Without {
    NOTHING("all that was recorded", event -> true),
    CAPTURES("no path captures", event -> true),
    KERNEL_LINES("no kernel lines", event -> !event.is("guest", "kmsg")),
    LINK_LINES("no link lines", event -> !event.is("guest", "link")),
    GUEST_LINES("no guest lines", event -> !event.source().equals("guest")),
    QMP_OF_B("no qmp-B", event -> !event.source().equals("qmp-B")),
    ALL_OF_THESE(
            "neither captures, guest lines nor qmp-B",
            event -> !event.source().equals("guest") && !event.source().equals("qmp-B")),
    DELIVERIES("no delivery file", event -> true),
    INITIAL_AND_PLAN("no initial, no plan", event -> true);

    private final String text;
    private final Predicate<RecordedEvent> kept;

    Without(String text, Predicate<RecordedEvent> kept) {
        this.text = text;
        this.kept = kept;
    }

    String text() {
        return text;
    }

    CaptureBundle of(CaptureBundle bundle) {
        boolean noCaptures = this == CAPTURES || this == ALL_OF_THESE;
        List<CapturePoint> points = noCaptures ? List.of() : bundle.points();
        return new CaptureBundle(
                bundle.folder(),
                bundle.name(),
                bundle.title(),
                bundle.clock(),
                bundle.guest(),
                bundle.peer(),
                bundle.environment(),
                bundle.traffic(),
                points,
                this == DELIVERIES ? Optional.empty() : bundle.deliveries(),
                bundle.strategy(),
                new EventLog(bundle.events().events().stream().filter(kept).toList()),
                bundle.interfaces(),
                this == INITIAL_AND_PLAN ? Optional.empty() : bundle.initial(),
                this == INITIAL_AND_PLAN ? new dev.vfgap.models.operate.Plan(List.of()) : bundle.plan(),
                bundle.window(),
                bundle.findings());
    }
}
