package dev.vfgap.models.frame;

/** Where a component passes spans on to. */
@FunctionalInterface
public interface SpanSink {
    /** Takes the span over: from here on it belongs to the callee. */
    void accept(Span span);
}
