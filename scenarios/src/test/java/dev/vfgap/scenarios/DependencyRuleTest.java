package dev.vfgap.scenarios;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The program may use every module but the benchmarks; it does not know pcap4j. */
class DependencyRuleTest {

    private static final ArchRule RULE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "dev.vfgap.simcore..",
                    "dev.vfgap.models..",
                    "dev.vfgap.replay..",
                    "dev.vfgap.scenarios..",
                    "com.fasterxml.jackson..",
                    "org.apache.commons.math3..",
                    "org.slf4j..",
                    "org.yaml.snakeyaml..",
                    "picocli..");

    private static final ArchRule STATISTICS = classes()
            .that()
            .resideInAPackage("dev.vfgap.scenarios.compare.statistics..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "dev.vfgap.simcore.random..",
                    "dev.vfgap.scenarios.compare.statistics..",
                    "org.apache.commons.math3..");

    @Test
    void theStatisticsOfAComparisonKnowNoSimulation() {
        STATISTICS.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.vfgap.scenarios.compare"));
    }

    @Test
    void everyClassKeepsTheRule() {
        RULE.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.vfgap.scenarios"));
    }

    /** So that each package can be read after those that it uses. */
    @Test
    void noPackagesUseEachOther() {
        slices().matching("dev.vfgap.scenarios.(*)..")
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.vfgap.scenarios"));
    }

    @Test
    void theRuleCatchesAClassThatBreaksIt() {
        var itself = new ClassFileImporter().importClasses(DependencyRuleTest.class);
        assertThat(RULE.evaluate(itself).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains("com.tngtech.archunit"));
    }
}
