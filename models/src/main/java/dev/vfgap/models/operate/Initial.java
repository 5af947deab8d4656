package dev.vfgap.models.operate;

import java.util.Objects;

/**
 * The state before the first step of a plan; the guest runs on host A.
 *
 * @param filterA where host A's NIC leads the guest's MAC
 * @param filterB where host B's NIC leads the guest's MAC
 * @param primaryA plugged or none: the guest runs on A, so a hidden primary would have been plugged
 * @param primaryB hidden or none: no guest runs on B yet
 */
public record Initial(FilterTarget filterA, FilterTarget filterB, PrimaryPresence primaryA, PrimaryPresence primaryB) {

    public Initial {
        Objects.requireNonNull(filterA, "filterA");
        Objects.requireNonNull(filterB, "filterB");
        if (primaryA == PrimaryPresence.HIDDEN) {
            throw new IllegalArgumentException("primaryA cannot be hidden: the guest runs on A; use plugged or none");
        }
        if (primaryB == PrimaryPresence.PLUGGED) {
            throw new IllegalArgumentException(
                    "primaryB cannot be plugged: no guest runs on B yet; use hidden or none");
        }
        Objects.requireNonNull(primaryA, "primaryA");
        Objects.requireNonNull(primaryB, "primaryB");
    }
}
