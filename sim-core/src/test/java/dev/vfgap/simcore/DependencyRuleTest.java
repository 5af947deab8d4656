package dev.vfgap.simcore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The lowest module: the JDK, commons-rng and commons-math3, and nothing of the modules above. */
class DependencyRuleTest {

    private static final ArchRule RULE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "dev.vfgap.simcore..", "org.apache.commons.rng..", "org.apache.commons.math3..");

    @Test
    void everyClassKeepsTheRule() {
        RULE.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.vfgap.simcore"));
    }

    @Test
    void theRuleCatchesAClassThatBreaksIt() {
        var itself = new ClassFileImporter().importClasses(DependencyRuleTest.class);
        assertThat(RULE.evaluate(itself).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains("com.tngtech.archunit"));
    }
}
