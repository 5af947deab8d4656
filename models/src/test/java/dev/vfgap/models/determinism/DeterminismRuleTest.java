package dev.vfgap.models.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeterminismRuleTest {

    private static final List<String> BREACHES = breaches(Offender.class, Offender.Colour.class);

    @Test
    void nothingInSimCoreAndModelsDependsOnClockHashOrderThreadsOrFiles() {
        DeterminismRule.RULE.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.vfgap.simcore", "dev.vfgap.models"));
    }

    @ParameterizedTest
    @MethodSource("offences")
    void theRuleCatches(String offence) {
        assertThat(BREACHES)
                .anySatisfy(breach -> assertThat(breach).contains(Offender.class.getName() + "." + offence + "("));
    }

    @Test
    void theRuleLetsOrderedCollectionsPass() {
        assertThat(breaches(Abider.class)).isEmpty();
    }

    static List<String> offences() {
        return Arrays.stream(Offender.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .sorted()
                .toList();
    }

    private static List<String> breaches(Class<?>... types) {
        return DeterminismRule.RULE
                .evaluate(new ClassFileImporter().importClasses(types))
                .getFailureReport()
                .getDetails();
    }
}
