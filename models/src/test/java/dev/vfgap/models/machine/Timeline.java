package dev.vfgap.models.machine;

import dev.vfgap.simcore.time.Simulation;
import java.util.ArrayList;
import java.util.List;

/** What has happened in a test, in order: {@code "5020 ms A driver: RECEIVE_OFF"}. */
public final class Timeline {

    private static final long NANOS_PER_MS = 1_000_000;

    private final Simulation simulation;
    private final List<String> lines = new ArrayList<>();

    public Timeline(Simulation simulation) {
        this.simulation = simulation;
    }

    public void note(Object what) {
        lines.add(simulation.nowNanos() / NANOS_PER_MS + " ms " + what);
    }

    /** What has been noted since the last call. */
    public String take() {
        String text = String.join("\n", lines) + "\n";
        lines.clear();
        return text;
    }
}
