package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Host;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a log was written.
 *
 * @param machine on what kind of machine
 * @param host on which host: {@code A} the source, {@code B} the destination; for a log of the guest, the host whose console
 *     carried it; empty when not known
 * @param zone the zone of stamps that name none
 */
public record LogPlace(Machine machine, Optional<Host> host, ZoneId zone) {

    /** The kind of machine on which a log was written. */
    public enum Machine {
        /** One of the two hosts. */
        HOST,
        /** The virtual machine. */
        GUEST,
        /** The other end of the stream. */
        PEER
    }

    public LogPlace {
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(zone, "zone");
    }

    /** The source of an event that a host's or the guest's own programs tell. */
    String source() {
        return machine == Machine.HOST ? "host" + suffix() : machine == Machine.GUEST ? "guest" : "peer";
    }

    /** The source of what a host's program told, such as {@code qmp-A}. */
    String source(String program) {
        return program + suffix();
    }

    private String suffix() {
        return host.map(name -> "-" + name).orElse("");
    }

    /** Adds by way of which host the guest told something, where that is known. */
    ObjectNode via(ObjectNode detail) {
        if (machine == Machine.GUEST && host.isPresent()) {
            detail.put("via", host.get().name());
        }
        return detail;
    }
}
