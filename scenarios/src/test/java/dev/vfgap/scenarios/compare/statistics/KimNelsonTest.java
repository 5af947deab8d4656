package dev.vfgap.scenarios.compare.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KimNelsonTest {
    private static final long SEED = 2001;
    private static final int TRIALS = 600;
    private static final int FIRST = 20;

    /** A selection among normals; the last candidate is better than all others by the indifference zone 1: the hardest case. */
    private static KimNelson selected(int trial, int candidates, double level, double correlation, double deviation) {
        RandomStream stream = new RandomStreams(SEED, trial).stream("selection");
        KimNelson selection = new KimNelson(candidates, level, 1, FIRST);
        double[] row = new double[candidates];
        while (!selection.isDecided()) {
            double shared = Math.sqrt(correlation) * Draws.normal(stream);
            for (int c = 0; c < candidates; c++) {
                double own = Math.sqrt(1 - correlation) * Draws.normal(stream);
                row[c] = (c == candidates - 1 ? 0 : 1) + deviation * (shared + own);
            }
            selection.add(row);
        }
        return selection;
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0.95, 0.0, 3",
        "2, 0.95, 0.5, 3",
        "5, 0.95, 0.0, 3",
        "5, 0.95, 0.8, 8",
        "10, 0.9, 0.5, 4",
        "2, 0.75, 0.5, 5",
    })
    void selectsTheBestAsOftenAsPromised(int candidates, double level, double correlation, double deviation) {
        int right = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            right += selected(trial, candidates, level, correlation, deviation).leader() == candidates - 1 ? 1 : 0;
        }
        assertThat(right).as("seed %d", SEED).isGreaterThanOrEqualTo(Draws.fewest(TRIALS, level));
    }

    @Test
    void thePromiseIsNotKeptByDoingFarTooMuch() {
        // Two candidates: the bound of the proof is nearly reached there.
        int right = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            right += selected(trial, 2, 0.75, 0, 10).leader() == 1 ? 1 : 0;
        }
        assertThat(right).as("seed %d", SEED).isLessThan((int) (0.85 * TRIALS));
    }

    @Test
    void commonLuckEndsItSooner() {
        long shared = 0;
        long independent = 0;
        for (int trial = 0; trial < 100; trial++) {
            shared += selected(trial, 5, 0.95, 0.8, 6).rows();
            independent += selected(trial, 5, 0.95, 0, 6).rows();
        }
        assertThat(3 * shared).isLessThan(independent);
    }

    @Test
    void endsWithTheFirstObservationsWhereDifferencesNeverVary() {
        KimNelson selection = new KimNelson(3, 0.95, 1, 5);
        for (int i = 0; i < 5; i++) {
            assertThat(selection.isDecided()).isFalse();
            selection.add(new double[] {i + 2, i, i});
        }
        assertThat(selection.isDecided()).isTrue();
        assertThat(selection.left()).isEqualTo(List.of(1, 2));
        assertThat(selection.leader()).isEqualTo(1);
        assertThatThrownBy(() -> selection.add(new double[3])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhatIsNoSelection() {
        assertThatThrownBy(() -> new KimNelson(1, 0.95, 1, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KimNelson(2, 0.95, 0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KimNelson(2, 1, 1, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KimNelson(2, 0.95, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
