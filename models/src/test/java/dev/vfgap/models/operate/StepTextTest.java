package dev.vfgap.models.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Host;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StepTextTest {
    private static final Condition LINK_UP = new Condition.GuestPrimaryLinkUp(Host.B);
    private static final Otherwise CANCEL = new Otherwise.Instead(List.of(new Action.MigrateCancel()));

    static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of(
                        new Action.SetFilter(Host.A, FilterTarget.BOTH),
                        Map.of("do", "set-filter", "host", "A", "to", "both")),
                Arguments.of(new Action.DeviceDel(Host.A), Map.of("do", "device-del", "host", "A")),
                Arguments.of(new Action.DeviceAdd(Host.B), Map.of("do", "device-add", "host", "B")),
                Arguments.of(
                        new Action.SetLink(Host.A, LinkSetting.DOWN),
                        Map.of("do", "set-link", "host", "A", "up", false)),
                Arguments.of(new Action.NetdevDel(Host.A), Map.of("do", "netdev-del", "host", "A")),
                Arguments.of(new Action.Migrate(), Map.of("do", "migrate")),
                Arguments.of(new Action.MigrateCancel(), Map.of("do", "migrate-cancel")),
                Arguments.of(new Action.KillDestination(), Map.of("do", "kill-destination")),
                Arguments.of(
                        Await.unlimited(new Condition.MigrationReached(AwaitedStatus.WAIT_UNPLUG)),
                        Map.of("await", "migration", "status", "wait-unplug")),
                Arguments.of(
                        Await.unlimited(new Condition.DeviceDeleted(Host.A)),
                        Map.of("await", "device-deleted", "host", "A")),
                Arguments.of(Await.unlimited(new Condition.Resumed(Host.B)), Map.of("await", "resume", "host", "B")),
                Arguments.of(
                        Await.unlimited(new Condition.GuestPrimaryGone(Host.A)),
                        Map.of("await", "guest-primary-gone", "host", "A")),
                Arguments.of(
                        Await.limited(LINK_UP, 30_000_000_000L, CANCEL),
                        Map.of(
                                "await",
                                "guest-primary-link-up",
                                "host",
                                "B",
                                "limit",
                                "30s",
                                "otherwise",
                                "migrate-cancel")),
                Arguments.of(
                        Await.limited(LINK_UP, 1, new Otherwise.Continue()),
                        Map.of("await", "guest-primary-link-up", "host", "B", "limit", "1ns", "otherwise", "continue")),
                Arguments.of(
                        Await.limited(LINK_UP, 1, new Otherwise.Instead(List.of(new Wait(5, 5), new Action.Migrate()))),
                        Map.of(
                                "await",
                                "guest-primary-link-up",
                                "host",
                                "B",
                                "limit",
                                "1ns",
                                "otherwise",
                                List.of(Map.of("wait", "5ns"), Map.of("do", "migrate")))),
                Arguments.of(new Wait(100_000_000, 200_000_000), Map.of("wait", "100ms..200ms")));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepIsWrittenInTheWordsOfTheBundleFormat(Step step, Map<String, Object> fields) {
        assertThat(StepText.of(step)).isEqualTo(fields);
    }

    @Test
    void aPlanIsTheListOfItsSteps() {
        assertThat(StepText.of(new Plan(List.of(new Action.Migrate(), new Wait(0, 0)))))
                .containsExactly(Map.of("do", "migrate"), Map.of("wait", "0ns"));
    }
}
