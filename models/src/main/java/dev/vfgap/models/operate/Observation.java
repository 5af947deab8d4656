package dev.vfgap.models.operate;

import dev.vfgap.models.frame.Host;
import java.util.Objects;

/** What management can see of a run: something that an {@link Await} may name has become true, or was undone. */
public sealed interface Observation {

    /** What a condition names has become true now. */
    record BecameTrue(Condition condition) implements Observation {
        public BecameTrue {
            Objects.requireNonNull(condition, "condition");
        }
    }

    /** The guest has been stopped on a host: QMP {@code STOP}. */
    record GuestStopped(Host host) implements Observation {
        public GuestStopped {
            Objects.requireNonNull(host, "host");
        }
    }

    /** The guest's primary on a host is there without carrier: its netlink {@code newlink}. */
    record PrimaryLinkLost(Host host) implements Observation {
        public PrimaryLinkLost {
            Objects.requireNonNull(host, "host");
        }
    }
}
