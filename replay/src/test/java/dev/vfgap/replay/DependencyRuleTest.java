package dev.vfgap.replay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Replay stands on the models, and alone knows pcap4j. */
class DependencyRuleTest {

    private static final ArchRule RULE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "dev.vfgap.simcore..",
                    "dev.vfgap.models..",
                    "dev.vfgap.replay..",
                    "com.fasterxml.jackson..",
                    "org.apache.commons.math3..",
                    "org.pcap4j..",
                    "org.slf4j..");

    @Test
    void everyClassKeepsTheRule() {
        RULE.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.vfgap.replay"));
    }

    @Test
    void theRuleCatchesAClassThatBreaksIt() {
        var itself = new ClassFileImporter().importClasses(DependencyRuleTest.class);
        assertThat(RULE.evaluate(itself).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains("com.tngtech.archunit"));
    }
}
