package dev.vfgap.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepKeysTest {
    private static Scenario read(String sweep, ScenarioFile.Variants variants) {
        String text = Scenarios.text("default") + "sweep: " + sweep + "\n";
        return ScenarioFile.parse(
                "my.yaml", text.getBytes(StandardCharsets.UTF_8), List.of(), Catalogue.all(), variants);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | this sweep has no key \"axes\"",
                "{axes: {}} | \"axes\" is empty, but must be a mapping",
                "{axes: {seed: []}} | axis \"seed\" is an empty list, but must be values",
                "{axes: {seed: 5}} | axis \"seed\" is the value \"5\", but must be values",
                "{axes: {seed: [{label: a}]}} | this value of axis \"seed\" sets nothing",
                "{axes: {seed: [1, 1]}} | axis \"seed\" has \"1\" twice",
                "{axes: {seed: [1]}, points: 4} | a grid takes every combination",
                "{axes: {seed: [1]}, design: sobol} | a sobol needs to know how many combinations it takes",
                "{axes: {seed: [1]}, design: sobl, points: 4} | \"design\" cannot be \"sobl\"; did you mean \"sobol\"?",
                "{axes: {guest.vfProbe: {from: 1ms, until: 1s}}} | does not say how many values a grid takes of it",
                "{axes: {guest.vfProbe: {from: 1s, until: 1ms, points: 2}}} | this range does not rise",
                "{axes: {guest.vfProbe: {from: 1ms, until: 1kpps, points: 2}}} | are no two quantities of one kind",
                "{axes: {mgmt.filterReturn: {from: 0ms, until: 1s, points: 2, scale: log}}} | begins with 0 has no logarithm",
                "{axes: {guest.vfProb: [1ms]}} | there is no parameter \"guest.vfProb\"; did you mean \"guest.vfProbe\"?",
                "{axes: {guest.vfProbe: {from: 2ms, until: 90s, points: 9}}} | guest.vfProbe cannot be 90s: it must stay within 1ms and 25s",
                "{axes: {nic: [{primaryNic: ixgbvf}]}} | \"primaryNic\" cannot be \"ixgbvf\"; did you mean \"igbvf\"?",
            })
    void tellsWhatIsWrongWithASweep(String sweep, String expected) {
        assertThatThrownBy(() -> read(sweep, ScenarioFile.Variants.TRIED))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void aWrongValueOfAnAxisIsToldAtItsPlaceAndOnce() {
        assertThatThrownBy(() -> read(
                        "{axes: {guest.vfProbe: [5ms, 5, 6ms], traffic.rx.rate: [1kpps, quick]}}",
                        ScenarioFile.Variants.TRIED))
                .isInstanceOfSatisfying(BadInputException.class, e -> assertThat(e.problems())
                        .extracting(InputProblem::column)
                        .containsExactly(37, 71));
    }

    @Test
    void whoWantsOneVariantIsNotKeptByAnother() {
        Scenario scenario = read("{axes: {guest.vfProb: [1ms]}}", ScenarioFile.Variants.NOT_TRIED);
        assertThat(scenario.sweep().orElseThrow().size()).isEqualTo(1);
    }

    @Test
    void aGridOfMoreThanAMillionIsRefused() {
        String axis = "{from: 1ms, until: 1s, points: 1001}";
        assertThatThrownBy(() -> read(
                        "{axes: {guest.vfProbe: " + axis + ", guest.vfOpen: " + axis + "}}",
                        ScenarioFile.Variants.NOT_TRIED))
                .hasMessageContaining("this grid has more than 1000000 combinations");
    }
}
