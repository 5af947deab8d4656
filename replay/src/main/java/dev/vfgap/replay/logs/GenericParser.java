package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Events in a form for any other tool: CSV {@code time_ns,source,event,key=value,…} or one JSON object a line with
 * {@code time_ns}, {@code source}, {@code event} and further fields, which become the event's detail. A bundle's own
 * {@code events.jsonl} ({@code t_ns}, {@code source}, {@code name}, {@code detail}) is read too.
 */
final class GenericParser implements LogParser {

    @Override
    public void line(String text, LogSink sink) {
        if (text.isBlank() || text.startsWith("#") || text.startsWith("time_ns,source,event")) {
            sink.passed();
        } else if (text.startsWith("{")) {
            json(text, sink);
        } else {
            csv(text, sink);
        }
    }

    private static void json(String text, LogSink sink) {
        ObjectNode line = Json.object(text);
        if (line == null) {
            sink.unread("is no whole JSON object");
            return;
        }
        boolean ofBundle = line.has("t_ns");
        JsonNode time = line.path(ofBundle ? "t_ns" : "time_ns");
        JsonNode source = line.path("source");
        JsonNode name = line.path(ofBundle ? "name" : "event");
        boolean whole = time.isIntegralNumber()
                && time.canConvertToLong()
                && time.longValue() >= 0
                && source.isTextual()
                && name.isTextual();
        if (!whole) {
            sink.unread("lacks \"time_ns\" (a whole number), \"source\" or \"event\"");
            return;
        }
        ObjectNode detail = Json.object();
        if (line.path("detail").isObject()) {
            detail.setAll((ObjectNode) line.get("detail"));
        }
        line.properties().stream()
                .filter(field -> !ofBundle && !field.getValue().isObject())
                .filter(field -> !field.getKey().equals("time_ns")
                        && !field.getKey().equals("source")
                        && !field.getKey().equals("event"))
                .forEach(field -> detail.set(field.getKey(), field.getValue()));
        emit(time.longValue(), source.textValue(), name.textValue(), detail, sink);
    }

    private static void csv(String text, LogSink sink) {
        String[] fields = text.split(",", 66);
        long time = Stamps.nanoseconds(fields[0].strip());
        if (time < 0 || fields.length < 3 || fields.length > 65 || fields[1].isBlank() || fields[2].isBlank()) {
            sink.unread("is no line of the form time_ns,source,event,key=value");
            return;
        }
        ObjectNode detail = Json.object();
        for (int i = 3; i < fields.length; i++) {
            int equals = fields[i].indexOf('=');
            if (equals < 1) {
                sink.unread("\"" + LogSink.cut(fields[i]) + "\" is not of the form key=value");
                return;
            }
            String value = fields[i].substring(equals + 1);
            long number = Stamps.nanoseconds(value);
            detail.set(
                    fields[i].substring(0, equals).strip(),
                    number >= 0
                            ? JsonNodeFactory.instance.numberNode(number)
                            : JsonNodeFactory.instance.textNode(value));
        }
        emit(time, fields[1].strip(), fields[2].strip(), detail, sink);
    }

    /** The time of an event is its best stamp, as in a bundle. */
    private static void emit(long readAt, String source, String name, ObjectNode detail, LogSink sink) {
        long at = readAt;
        for (String better : new String[] {"qemu_t_ns", "t_guest_est_ns"}) {
            JsonNode stamp = detail.path(better);
            at = stamp.isIntegralNumber() && stamp.canConvertToLong() && stamp.longValue() >= 0
                    ? stamp.longValue()
                    : at;
        }
        sink.event(at, readAt, source, name, detail);
    }
}
