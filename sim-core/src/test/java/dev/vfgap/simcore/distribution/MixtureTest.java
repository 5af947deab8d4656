package dev.vfgap.simcore.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vfgap.simcore.random.RandomStream;
import dev.vfgap.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.TriangularDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MixtureTest {
    private static final double FAR = 1e9;

    static LongStream seeds() {
        return LongStream.range(1, 41);
    }

    /** A kind of commons-math3's beside ours, which cuts only where next to nothing is. */
    private record Kind(Distribution ours, RealDistribution theirs) {
        static Kind random(SplittableRandom random) {
            double a = random.nextDouble(1, 100);
            double b = a + random.nextDouble(1, 100);
            double c = b + random.nextDouble(1, 100);
            return switch (random.nextInt(4)) {
                case 0 -> new Kind(new Uniform(a, b), new UniformRealDistribution(null, a, b));
                case 1 -> new Kind(new Triangular(a, b, c), new TriangularDistribution(null, a, b, c));
                case 2 -> new Kind(new TruncatedExponential(a, 0, FAR), new ExponentialDistribution(null, a));
                default ->
                    new Kind(new TruncatedLogNormal(a, 0.7, 0, FAR), new LogNormalDistribution(null, Math.log(a), 0.7));
            };
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void asManyDrawsLieBelowAValueAsTheWeighedPartsHaveThere(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Kind> kinds =
                random.ints(2 + seed % 3).mapToObj(i -> Kind.random(random)).toList();
        double[] weights = weights(random, kinds.size());
        Mixture mixture = mixture(kinds.stream().map(Kind::ours).toList(), weights);
        double mean = 0;
        for (int i = 0; i < weights.length; i++) {
            mean += weights[i] * kinds.get(i).theirs().getNumericalMean();
        }
        assertThat(mixture.mean()).isEqualTo(mean, within(1e-6 * mean));
        for (double u = 0.001; u < 1; u += 0.001) {
            double value = mixture.quantile(u);
            double below = 0;
            for (int i = 0; i < weights.length; i++) {
                below += weights[i] * kinds.get(i).theirs().cumulativeProbability(value);
            }
            assertThat(below).isEqualTo(u, within(1e-9));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneNumberADrawGivesWhatTwoWouldThatChooseThePartAndDrawFromIt(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Distribution> parts = List.of(
                new Constant(40),
                Empirical.of(1, 1, 30, 90),
                new Uniform(20, 60),
                Kind.random(random).ours());
        double[] weights = weights(random, parts.size());
        Mixture mixture = mixture(parts, weights);
        RandomStream stream = new RandomStreams(seed, 0).stream("draws");
        double[] oneEach = DoubleStream.generate(() -> mixture.quantile(stream.nextUniform()))
                .limit(4000)
                .toArray();
        double[] twoEach = DoubleStream.generate(() -> {
                    double chosen = random.nextDouble();
                    int part = 0;
                    while (part < weights.length - 1 && chosen >= weights[part]) {
                        chosen -= weights[part];
                        part++;
                    }
                    return parts.get(part).quantile(random.nextDouble());
                })
                .limit(4000)
                .toArray();
        // Ties (the constant's draws) are no trouble to the statistic. 1.95 is its quantile of 0.999, 40 seeds are
        // tried.
        assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(oneEach, twoEach))
                .isLessThan(1.95 * Math.sqrt(2.0 / 4000));
    }

    @Test
    void partsApartFromEachOtherAreDrawnAsOftenAsTheyWeigh() {
        Mixture coldOrWarm = mixture(List.of(new Constant(18), new Uniform(0, 1)), 0.2, 0.8);
        double[] evenly = DoubleStream.iterate(0.0005, u -> u < 1, u -> u + 0.001)
                .map(coldOrWarm::quantile)
                .toArray();
        assertThat(evenly).hasSize(1000);
        assertThat(Arrays.stream(evenly).filter(value -> value == 18)).hasSize(200);
        assertThat(Arrays.stream(evenly).filter(value -> value <= 1)).hasSize(800);
    }

    @Test
    void theOrderOfThePartsDecidesNothing() {
        List<Distribution> parts = List.of(new Constant(70), new Uniform(20, 60), new TruncatedExponential(9, 0, 50));
        List<Distribution> turned = new ArrayList<>(parts);
        Collections.reverse(turned);
        for (double u = 0; u <= 1; u += 0.01) {
            assertThat(mixture(turned, 0.25, 0.25, 0.5).quantile(u))
                    .isEqualTo(mixture(parts, 0.5, 0.25, 0.25).quantile(u), within(1e-9));
        }
    }

    private static double[] weights(SplittableRandom random, int parts) {
        double[] raw = random.doubles(parts, 0.05, 1).toArray();
        double sum = Arrays.stream(raw).sum();
        return Arrays.stream(raw).map(weight -> weight / sum).toArray();
    }

    private static Mixture mixture(List<Distribution> parts, double... weights) {
        List<Mixture.Part> weighed = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            weighed.add(new Mixture.Part(weights[i], parts.get(i)));
        }
        return new Mixture(weighed);
    }
}
