package dev.vfgap.models.operate;

import java.util.List;

/**
 * What is done, in order: a strategy without its title, or what a capture bundle says was done.
 *
 * @param steps carried out one after the other; may be empty (nothing is done)
 */
public record Plan(List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }
}
