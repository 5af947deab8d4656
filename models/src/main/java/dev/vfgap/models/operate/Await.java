package dev.vfgap.models.operate;

import java.util.Objects;
import java.util.Optional;

/**
 * A step that is done when a condition holds, or when its limit has passed.
 *
 * @param condition what is awaited
 * @param limit how long, and what to do then; always there in a strategy, may lack in a capture bundle, whose plan has
 *     already happened
 */
public record Await(Condition condition, Optional<Limit> limit) implements Step {
    public Await {
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(limit, "limit");
    }

    /** An await that ends by its condition only. */
    public static Await unlimited(Condition condition) {
        return new Await(condition, Optional.empty());
    }

    /** An await that gives up after a limit. */
    public static Await limited(Condition condition, long limitNanos, Otherwise otherwise) {
        return new Await(condition, Optional.of(new Limit(limitNanos, otherwise)));
    }

    /**
     * The longest time that an await lasts, and what comes then.
     *
     * @param nanos the time from the start of the await in nanoseconds, more than 0; at exactly this time a condition
     *     that holds still wins
     * @param otherwise what to do when it has passed
     */
    public record Limit(long nanos, Otherwise otherwise) {
        public Limit {
            Objects.requireNonNull(otherwise, "otherwise");
            if (nanos <= 0) {
                throw new IllegalArgumentException("a limit must be longer than 0");
            }
        }
    }
}
