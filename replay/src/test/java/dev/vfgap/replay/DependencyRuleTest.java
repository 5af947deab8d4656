package dev.vfgap.replay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Replay stands on the models; of pcap4j it knows only in one place. */
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

    /** pcap4j is kept by nobody any more, and loading it needs libpcap: nothing else may come to rest on it. */
    private static final ArchRule ONLY_TWO_KNOW_PCAP4J = noClasses()
            .that()
            .haveNameNotMatching("dev\\.vfgap\\.replay\\.live\\.(Libpcap|PcapPort)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.pcap4j..", "com.sun.jna..");

    @Test
    void everyClassKeepsTheRule() {
        RULE.check(ours());
    }

    @Test
    void onlyTheTwoClassesForLibpcapKnowPcap4j() {
        ONLY_TWO_KNOW_PCAP4J.check(ours());
        assertThat(ours().get("dev.vfgap.replay.live.Libpcap").getDirectDependenciesFromSelf())
                .anySatisfy(dependency ->
                        assertThat(dependency.getTargetClass().getPackageName()).startsWith("org.pcap4j"));
    }

    private static JavaClasses ours() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.vfgap.replay");
    }

    @Test
    void theRuleCatchesAClassThatBreaksIt() {
        var itself = new ClassFileImporter().importClasses(DependencyRuleTest.class);
        assertThat(RULE.evaluate(itself).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains("com.tngtech.archunit"));
    }
}
