package dev.vfgap.scenarios.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.UUID;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.random.RandomDataGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** All randomness of the program comes from its seed: no generator of any library is made that seeds itself by the clock. */
class SeededRandomnessTest {

    private static final ArchRule RULE =
            noClasses().should().accessTargetWhere(describe("seeds itself", SeededRandomnessTest::seedsItself));

    @Test
    void nothingInTheProgramMakesAGeneratorThatSeedsItself() {
        RULE.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.vfgap"));
    }

    @Test
    void theRuleCatchesEachWayToMakeOne() {
        List<String> breaches = breaches(Offender.class);
        for (var method : Offender.class.getDeclaredMethods()) {
            assertThat(breaches).anySatisfy(breach -> assertThat(breach).contains("." + method.getName() + "("));
        }
    }

    @Test
    void theRuleLetsSeededGeneratorsPass() {
        assertThat(breaches(Abider.class)).isEmpty();
    }

    private static List<String> breaches(Class<?> type) {
        return RULE.evaluate(new ClassFileImporter().importClasses(type))
                .getFailureReport()
                .getDetails();
    }

    private static boolean seedsItself(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitCallTarget target)) {
            return false;
        }
        JavaClass owner = target.getOwner();
        List<String> parameters =
                target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
        boolean constructs = target.getName().equals("<init>");
        if (owner.getPackageName().equals("org.apache.commons.math3.distribution")) {
            // The short constructors of the distributions make a generator that nobody seeds.
            return constructs && !parameters.contains("org.apache.commons.math3.random.RandomGenerator");
        }
        if (owner.getPackageName().equals("org.apache.commons.math3.random")) {
            return constructs && parameters.isEmpty();
        }
        return switch (owner.getName()) {
            case "org.apache.commons.rng.simple.RandomSource" ->
                target.getName().equals("create") && isUnseeded(parameters)
                        || target.getName().matches("create(Int|Long|IntArray|LongArray|Seed)");
            case "java.lang.Math", "java.lang.StrictMath" -> target.getName().equals("random");
            case "java.util.UUID" -> target.getName().equals("randomUUID");
            case "java.util.Random", "java.util.SplittableRandom" -> constructs && parameters.isEmpty();
            default -> owner.getName().equals("java.util.concurrent.ThreadLocalRandom");
        };
    }

    /** {@code create()} and {@code create(RandomSource)} choose a seed themselves. */
    private static boolean isUnseeded(List<String> parameters) {
        return parameters.isEmpty() || parameters.equals(List.of("org.apache.commons.rng.simple.RandomSource"));
    }

    @SuppressWarnings("unused")
    private static final class Offender {

        Object shortNormal() {
            return new NormalDistribution(0, 1);
        }

        Object shortBinomial() {
            return new BinomialDistribution(1, 0.5);
        }

        Object unseededWell() {
            return new Well19937c();
        }

        Object unseededData() {
            return new RandomDataGenerator();
        }

        Object unseededSource() {
            return RandomSource.XO_RO_SHI_RO_128_PP.create();
        }

        @SuppressWarnings("deprecation")
        Object unseededSourceByName() {
            return RandomSource.create(RandomSource.XO_RO_SHI_RO_128_PP);
        }

        long seedByClock() {
            return RandomSource.createLong();
        }

        double mathRandom() {
            return Math.random();
        }

        Object uuid() {
            return UUID.randomUUID();
        }

        Object unseededRandom() {
            return new java.util.Random();
        }
    }

    @SuppressWarnings("unused")
    private static final class Abider {

        double quantile(double p) {
            return new NormalDistribution(null, 0, 1).inverseCumulativeProbability(p);
        }

        Object seededSource(long seed) {
            return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        }
    }
}
