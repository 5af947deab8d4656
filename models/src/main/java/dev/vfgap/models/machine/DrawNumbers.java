package dev.vfgap.models.machine;

import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers of a run's draws: how often each parameter was drawn so far, by whichever instance of a machine. */
public final class DrawNumbers {
    private final Map<String, Integer> drawn = new LinkedHashMap<>();

    /** The number of this draw of a parameter, from 0. */
    int next(String parameterKey) {
        return drawn.merge(parameterKey, 1, Integer::sum) - 1;
    }
}
