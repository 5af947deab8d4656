package dev.vfgap.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.config.ScenarioHead;
import dev.vfgap.scenarios.expect.Expectation.Verdict;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.experiment.Prediction;
import dev.vfgap.scenarios.experiment.Replications;
import dev.vfgap.scenarios.library.Pitfall.Simulated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page {@code docs/pitfalls.md} is written by {@code mvn -pl scenarios -am test -Dvfgap.writeDocs=true}. */
class PitfallsTest {
    private static final Path FILES =
            Path.of("src", "main", "resources", "dev", "vfgap", "scenarios", "library", "scenarios", "pitfalls");

    private static final Path PAGE = Path.of("..", "docs", "pitfalls.md");

    @BeforeAll
    static void writePageWhenAsked() throws IOException {
        if (Boolean.getBoolean("vfgap.writeDocs")) {
            Files.writeString(PAGE, PitfallPage.all(Pitfalls.all()));
        }
    }

    static Stream<String> simulated() {
        return Pitfalls.scenarios().stream();
    }

    @Test
    void thereAreThirtyFiveInTheirOrder() {
        assertThat(Pitfalls.all().stream().map(Pitfall::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 35).boxed().toList());
    }

    @Test
    void everyFileIsOfAPitfall() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            simulated().map(name -> name + ".yaml").toList());
        }
    }

    @Test
    void thePageIsCurrent() {
        assertThat(PAGE)
                .as("run mvn -pl scenarios -am test -Dvfgap.writeDocs=true to write it again")
                .hasContent(PitfallPage.all(Pitfalls.all()));
    }

    @ParameterizedTest
    @MethodSource("simulated")
    void itsScenarioShowsIt(String name) throws InterruptedException {
        assertThat(verdicts(name, Optional.empty(), List.of())).isNotEmpty().allMatch(Verdict::held);
    }

    @ParameterizedTest
    @MethodSource("simulated")
    void withoutTheMechanismTheFirstExpectationIsBroken(String name) throws InterruptedException {
        Simulated shown = (Simulated) Pitfalls.of(name).shown();
        List<Verdict> verdicts =
                verdicts(name, shown.withoutIt().strategy(), shown.withoutIt().settings());
        assertThat(verdicts.get(0).held()).as("%s", verdicts).isFalse();
    }

    @ParameterizedTest
    @MethodSource("simulated")
    void itsScenarioTellsTheMechanismAndTheEvidence(String name) {
        ScenarioHead head = Scenarios.head(name);
        assertThat(head.name()).isEqualTo(name);
        assertThat(head.summary()).isPresent();
        assertThat(head.source()).isPresent();
    }

    @Test
    void aPitfallIsCalledByItsNumberByItsScenarioAndByItsPlace() {
        for (String called : List.of("P3", "P03", "p3", "P03-standby-shadowed", "pitfalls/P03-standby-shadowed")) {
            assertThat(Scenarios.head(called).name()).isEqualTo("P03-standby-shadowed");
        }
    }

    /** As {@code vfgap run} has them, also of a scenario that is refused. */
    private static List<Verdict> verdicts(String name, Optional<String> strategy, List<String> settings)
            throws InterruptedException {
        try {
            Scenario scenario = Scenarios.find(name, settings, Catalogue.all());
            Experiment experiment = Experiment.of(
                    scenario, strategy.map(Strategies::find).orElseGet(() -> Strategies.of(scenario)), Catalogue.all());
            long seed = scenario.seed();
            int count = scenario.replications();
            return new Prediction(experiment, seed, Replications.run(experiment.setup(), seed, count, 2, () -> {}))
                    .verdicts();
        } catch (BadInputException refused) {
            List<String> sentences =
                    refused.problems().stream().map(InputProblem::sentence).toList();
            return List.of(
                    Scenarios.expectedRefusal(name).orElseThrow(() -> refused).refusedWith(sentences));
        }
    }
}
