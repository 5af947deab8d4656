package dev.vfgap.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario that writes its strategy itself. */
class OwnStrategyTest {
    private static final String SCENARIO = """
            format: vfgap-scenario/1
            name: mine
            title: t
            strategy:
              requires: {hotplug: acpi, standby: failover}
              initial: {filterA: primary, filterB: standby, primaryA: plugged, primaryB: none}
              plan:
                - do: device-del
                  host: A
                - await: device-deleted
                  host: A
                  limit: 30s
                  otherwise: abort
            primaryNic: ixgbevf
            traffic: {rx: {rate: 1kpps, frameSize: 100B}}
            before: 100ms
            after: 100ms
            seed: 1
            replications: 3
            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("it.yaml"), text);
    }

    @Test
    void runsUnderTheScenariosNameAndGivesWayToAnother() throws IOException {
        String path = file(SCENARIO).toString();
        assertThat(Ran.vfgap("check", path).exitCode()).isEqualTo(ExitCode.DONE);
        Ran own = Ran.vfgap("run", path, "--json");
        assertThat(own.exitCode()).as(own.err()).isEqualTo(ExitCode.DONE);
        assertThat(new JsonMapper().readTree(own.out()).path("strategy").textValue())
                .isEqualTo("mine");
        Ran other = Ran.vfgap("run", path, "--json", "--strategy", "filter-first");
        assertThat(new JsonMapper().readTree(other.out()).path("strategy").textValue())
                .isEqualTo("filter-first");
        Ran set = Ran.vfgap("run", path, "--json", "--set", "strategy=filter-first");
        assertThat(set.out()).isEqualTo(other.out());
    }

    @Test
    void aSettingReachesIntoItsPlan() throws IOException {
        Ran ran = Ran.vfgap("run", file(SCENARIO).toString(), "--set", "strategy.plan.2.limit=1ms");
        assertThat(ran.out()).contains("3 of 3 runs: none, given up at step 2: its limit passed");
    }

    @Test
    void itsErrorsAreToldInTheirPlaces() throws IOException {
        Path path = file(SCENARIO.replace("do: device-del", "do: device-dell").replace("limit: 30s", "limit: 30"));
        assertThat(Ran.vfgap("check", path.toString()).errLines())
                .containsExactly(
                        path + ":8:11: unknown step \"do: device-dell\"; did you mean \"device-del\"?",
                        path
                                + ":12:14: \"limit\": '30' has no unit: write a duration such as 250ms (units: ns, us, ms, s, min, h)");
        Path lacking = file(SCENARIO.replace("  requires: {hotplug: acpi, standby: failover}\n", ""));
        assertThat(Ran.vfgap("check", lacking.toString()).errLines())
                .containsExactly(lacking
                        + ":5:3: this strategy has no key \"requires\"; add it: what the machines must be able to do");
        Path contradicting = file(SCENARIO.replace("standby: failover", "standby: plain"));
        assertThat(Ran.vfgap("check", contradicting.toString()).errLines())
                .containsExactly(contradicting
                        + ":6:59: a guest with a plain standby cannot have a primary; write \"primaryA: none\", or"
                        + " \"standby: failover\" under requires");
    }
}
