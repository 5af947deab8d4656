package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.compare.Competition;

/** A round of a competition whose progress is shown. */
record ShownRound(Progress progress) implements Competition.Round {
    @Override
    public void step() {
        progress.step();
    }

    @Override
    public void close() {
        progress.close();
    }
}
