package dev.vfgap.replay.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vfgap.models.frame.Host;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of a bundle's {@code events.jsonl}.
 *
 * @param atNanos when it happened, on the bundle's clock, by the best stamp of the line: the guest's own
 *     ({@code t_guest_est_ns}), then QEMU's ({@code qemu_t_ns}), then that of the reader ({@code t_ns})
 * @param readAtNanos when it was read or done, on the bundle's clock ({@code t_ns})
 * @param source who tells it: {@code qmp-A}, {@code qmp-B}, {@code driver}, {@code guest}
 * @param name what happened
 * @param detail the rest of the line, an object
 * @param line its line in the file, from 1
 */
public record RecordedEvent(long atNanos, long readAtNanos, String source, String name, JsonNode detail, int line) {

    /** The guest's own stamp of a line, which is on the bundle's clock already. */
    static final String GUEST_TIME = "t_guest_est_ns";

    public RecordedEvent {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(detail, "detail");
    }

    /** Whether the line is of this source and name. */
    public boolean is(String source, String name) {
        return this.source.equals(source) && this.name.equals(name);
    }

    /** The host of the QEMU that tells it, or on which the guest ran that tells it. */
    public Optional<Host> host() {
        return hostOf(source, detail);
    }

    /** The line on a clock whose courses were not known when it was read. */
    public RecordedEvent on(BundleClock clock) {
        String stampedBy = host().map(Host::name).orElse("");
        boolean guestTime = detail.path(GUEST_TIME).canConvertToLong()
                && detail.path(GUEST_TIME).longValue() == atNanos;
        return new RecordedEvent(
                guestTime ? atNanos : clock.toBundleNanos(stampedBy, atNanos),
                clock.toBundleNanos(stampedBy, readAtNanos),
                source,
                name,
                detail,
                line);
    }

    /** The text of a field of the detail; empty when absent. */
    public Optional<String> text(String field) {
        JsonNode value = detail.path(field);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** When the command of a driver's action had returned ({@code done_ns}). */
    public OptionalLong doneNanos() {
        JsonNode value = detail.path("done_ns");
        return value.canConvertToLong() && value.isIntegralNumber()
                ? OptionalLong.of(value.longValue())
                : OptionalLong.empty();
    }

    /** QEMU's migration status, for a {@code MIGRATION} event. */
    public Optional<String> migrationStatus() {
        JsonNode status = detail.path("data").path("status");
        return name.equals("MIGRATION") && status.isTextual() ? Optional.of(status.textValue()) : Optional.empty();
    }

    /** The guest's link, for a {@code link} event of the guest that names host and device. */
    public Optional<GuestLink> link() {
        Optional<Host> via = host();
        Optional<String> device = text("dev");
        if (!is("guest", "link") || via.isEmpty() || device.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GuestLink(
                atNanos,
                via.get(),
                device.get(),
                number("idx"),
                number("master"),
                detail.path("op").asText().equals("dellink"),
                number("up") != 0,
                number("lower_up") != 0,
                number("carrier") != 0));
    }

    static Optional<Host> hostOf(String source, JsonNode detail) {
        String name =
                switch (source) {
                    case "qmp-A" -> "A";
                    case "qmp-B" -> "B";
                    case "guest" -> detail.path("via").asText();
                    default -> "";
                };
        return switch (name) {
            case "A" -> Optional.of(Host.A);
            case "B" -> Optional.of(Host.B);
            default -> Optional.empty();
        };
    }

    /** Numbers of link events are written as texts. */
    private int number(String field) {
        return detail.path(field).asInt(0);
    }
}
