package dev.vfgap.replay.bundle;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The events of a bundle in the order of their best stamps; equal stamps keep their order of arrival.
 *
 * @param events all of them, sorted
 */
public record EventLog(List<RecordedEvent> events) {

    /** A log without events. */
    public static final EventLog EMPTY = new EventLog(List.of());

    /** Sorts the events; stamps may step back in a file. */
    public EventLog {
        events = events.stream()
                .sorted(Comparator.comparingLong(RecordedEvent::atNanos).thenComparingInt(RecordedEvent::line))
                .toList();
    }

    /** The events on clocks whose courses were not known when they were read. */
    public EventLog on(BundleClock clock) {
        return new EventLog(events.stream().map(event -> event.on(clock)).toList());
    }

    /** The events of a source and name, in order. */
    public Stream<RecordedEvent> named(String source, String name) {
        return events.stream().filter(event -> event.is(source, name));
    }

    /** The first event of a source and name. */
    public Optional<RecordedEvent> first(String source, String name) {
        return named(source, name).findFirst();
    }

    /** The guest's link messages, in order. */
    public Stream<GuestLink> links() {
        return events.stream().map(RecordedEvent::link).flatMap(Optional::stream);
    }
}
