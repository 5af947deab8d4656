package dev.vfgap.scenarios.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.replay.calibrate.LossFit;
import dev.vfgap.replay.calibrate.Phases;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.simcore.parameter.Parameter;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/**
 * What was lost in simulated migrations, of which the truth is known, is fitted to. A longer version has
 * {@code -Dvfgap.fitTrials=200} (CONTRIBUTING.md).
 */
class LossFitsTest {
    private static final List<Calibration.Recorded> RECORDED = Calibrations.read(List.of(
            Path.of("..", "replay", "samples", "migration", "S8b-1"),
            Path.of("..", "replay", "samples", "migration", "S4-1")));
    private static final Calibration CALIBRATION = Calibration.of(RECORDED, Catalogue.all());
    private static final int TRIALS = Integer.getInteger("vfgap.fitTrials", 20);

    /** A bundle's own delays are put in, but for the one that is to be found. */
    private static final Parameter SOUGHT = Catalogue.all().require("guest.vfCarrierFirst");

    @Test
    void theTruthLiesInItsIntervalAsOftenAsItSays() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(11);
        LossFit.Unknown unknown = LossFit.Unknown.of(SOUGHT, SOUGHT.value());
        LossModel model = model(unknown);
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        int inside = 0;
        int narrower = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double score = normal.inverseCumulativeProbability(random.nextDouble(1e-9, 1));
            double[] observed = model.run(new double[] {score}, 1_000_000 + trial);
            LossFit.Fitted fitted = LossFit.of(List.of(unknown), model, observed, List.of(), 200, trial)
                    .parameters()
                    .get(0);
            double truth = unknown.typical(score);
            inside += fitted.low() <= truth && truth <= fitted.high() ? 1 : 0;
            narrower += fitted.identified() ? 1 : 0;
        }

        // Once in a thousand times an interval of 90 % holds fewer.
        assertThat(inside)
                .isGreaterThanOrEqualTo(
                        new BinomialDistribution(null, TRIALS, 0.9).inverseCumulativeProbability(0.001));
        assertThat(narrower).isGreaterThan(TRIALS * 8 / 10);
    }

    /** What a link of the destination's later ageing would take has nothing to do with these losses. */
    @Test
    void aParameterThatMovesNothingIsSaidToBeNotIdentifiedAndIsNotScreenedIn() throws InterruptedException {
        LossFit.Unknown idle = LossFit.Unknown.of(
                Catalogue.all().require("nic.pfReset"),
                Catalogue.all().require("nic.pfReset").value());
        LossModel model = model(idle);
        LossFit.Fitted fitted = LossFit.of(
                        List.of(idle), model, model.run(new double[] {1}, 1_000_000), List.of(), 600, 1)
                .parameters()
                .get(0);

        assertThat(fitted.identified()).isFalse();
    }

    @Test
    void theSameResultComesOfOneJobAndOfTwo() throws InterruptedException {
        LossFits one = new LossFits(RECORDED, CALIBRATION, 1, 1);
        LossFits two = new LossFits(RECORDED, CALIBRATION, 1, 2);

        assertThat(two.fit(List.of("guest.vfDeaf"), 100, () -> {}))
                .isEqualTo(one.fit(List.of("guest.vfDeaf"), 100, () -> {}));
    }

    @Test
    void whatEventsShowOrNothingTakesIsRefused() {
        LossFits fits = new LossFits(RECORDED, CALIBRATION, 1, 1);

        assertThatThrownBy(() -> fits.fit(List.of("guest.vfProbe"), 100, () -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is read off the bundles' events");
        assertThatThrownBy(() -> fits.fit(List.of("guest.rxRingVf"), 100, () -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("moves nothing here");
        assertThatThrownBy(() -> fits.fit(List.of("guest.vfProb"), 100, () -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("there is no such parameter");
    }

    private static LossModel model(LossFit.Unknown unknown) {
        Phases phases = Phases.of(RECORDED, Catalogue.all());
        List<LossModel.Bundle> bundles = RECORDED.stream()
                .map(one -> new LossModel.Bundle(
                        one.bundle(), values -> CALIBRATION.over(values, one.origin()), phases.own(one)))
                .toList();
        return new LossModel(bundles, List.of(unknown), 1, 2, () -> {});
    }
}
