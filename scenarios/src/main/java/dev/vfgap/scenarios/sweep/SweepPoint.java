package dev.vfgap.scenarios.sweep;

import dev.vfgap.scenarios.config.Sweep;
import java.util.List;

/**
 * A variant of a scenario.
 *
 * @param index its place in the plan, from 0
 * @param levels its value of each axis, in the order of the axes
 */
public record SweepPoint(int index, List<Sweep.Level> levels) {
    public SweepPoint {
        levels = List.copyOf(levels);
    }

    /** What is set, {@code path=value} each, as {@code --set} takes it. */
    public List<String> settings() {
        return levels.stream().flatMap(level -> level.settings().stream()).toList();
    }

    /** How its value of each axis is called. */
    public List<String> labels() {
        return levels.stream().map(Sweep.Level::label).toList();
    }
}
