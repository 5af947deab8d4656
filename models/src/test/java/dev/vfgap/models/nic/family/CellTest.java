package dev.vfgap.models.nic.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.simcore.parameter.Parameter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=",
                "E=A",
                "E=0 R=0 Q=0 M=A S=1",
                "R=0 Q=0, after nic.vfResetI40e E=A, after nic.iavfReinit if open R=1 Q=1",
                "after mlx5.eventToRule E=0",
                "if open E=A",
                "refused (RTNETLINK answers: Invalid argument)",
                "refused if A and untrusted (Operation not permitted), M=L E=M",
            })
    void isWrittenAsItWasRead(String text) {
        Cell cell = cell(text);
        assertThat(cell(cell.text())).isEqualTo(cell);
        assertThat(cell.text().split(" ")).containsExactlyInAnyOrder(text.split(" "));
    }

    @Test
    void hasItsStepsInOrderTheFirstWithoutADelay() {
        assertThat(cell("after mlx5.eventToRule if open E=L").steps())
                .containsExactly(
                        new Cell.Step(Optional.empty(), Condition.ALWAYS, Change.NONE),
                        new Cell.Step(Optional.of("mlx5.eventToRule"), Condition.OPEN, Change.parse("E=L")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "E=1", "E=A E=0", "R=0  Q=0", "if shut R=0", "E=A,R=0", "refused if angry (no), ="})
    void refusesWhatIsNoNotation(String text) {
        assertThatThrownBy(() -> cell(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesOnlyDelaysThatAreParameters() {
        List<String> keys = NicParameters.ALL.stream().map(Parameter::key).toList();
        for (NicFamily family : NicFamilies.all()) {
            family.cells().forEach((event, cell) -> cell.steps().forEach(step -> assertThat(keys)
                    .as("%s at %s", family.name(), event)
                    .containsAll(step.delay().stream().toList())));
            assertThat(keys).containsAll(family.portReset().stream().toList());
        }
    }

    @Test
    void ofEveryFamilyAndEventSaysHowItIsKnown() {
        assertThat(NicFamilies.all()).hasSize(14);
        for (NicFamily family : NicFamilies.all()) {
            assertThat(family.cells()).containsOnlyKeys(NicEvent.values());
            assertThat(family.facts()).extracting(Fact::topic).contains("tables", "PF promiscuity", "default pool");
        }
    }

    private static Cell cell(String text) {
        return Cell.parse(text, Mark.INFERRED, "test");
    }
}
