package dev.vfgap.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The models stand on sim-core; commons-math3 and commons-rng are reached through its types. */
class DependencyRuleTest {

    private static final ArchRule RULE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.vfgap.simcore..", "dev.vfgap.models..");

    @Test
    void everyClassKeepsTheRule() {
        RULE.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.vfgap.models"));
    }

    @Test
    void theRuleCatchesAClassThatBreaksIt() {
        var itself = new ClassFileImporter().importClasses(DependencyRuleTest.class);
        assertThat(RULE.evaluate(itself).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains("com.tngtech.archunit"));
    }
}
