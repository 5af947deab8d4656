package dev.vfgap.replay.probe;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * One of the streams that run through a probe.
 *
 * @param name its name in results
 * @param id the number that its frames carry, 0 to 255
 * @param vlan the VLAN in which they are sent; empty = untagged
 */
public record ProbeStream(String name, int id, OptionalInt vlan) {

    public ProbeStream {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(vlan, "vlan");
    }
}
