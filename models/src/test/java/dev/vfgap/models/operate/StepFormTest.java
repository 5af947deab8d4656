package dev.vfgap.models.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.operate.StepForm.Field;
import dev.vfgap.models.operate.StepForm.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepFormTest {

    @Test
    void theWordsOfBundlesAreThoseOfTheBundleFormat() {
        assertThat(StepForm.wordsInBundles(Keyword.DO))
                .containsExactly(
                        "set-filter",
                        "device-del",
                        "device-add",
                        "set-link",
                        "netdev-del",
                        "migrate",
                        "migrate-cancel",
                        "kill-destination");
        assertThat(StepForm.wordsInBundles(Keyword.AWAIT))
                .containsExactly(
                        "migration", "device-deleted", "resume", "guest-primary-gone", "guest-primary-link-up");
        assertThat(Field.STATUS.choicesInBundles())
                .containsExactly("wait-unplug", "active", "completed", "failed", "cancelled");
        assertThat(Field.TO.choicesInBundles()).containsExactly("primary", "standby", "both");
    }

    @ParameterizedTest
    @EnumSource(StepForm.class)
    void aFormIsFoundByItsWordAndMakesAnActionOrACondition(StepForm form) {
        assertThat(StepForm.find(form.keyword(), form.word())).contains(form);
        Map<Field, String> values = Map.of(
                Field.HOST,
                "B",
                Field.TO,
                "both",
                Field.UP,
                "false",
                Field.STATUS,
                "wait-unplug",
                Field.ENABLED,
                "true");
        if (form.keyword() == Keyword.DO) {
            assertThat(form.action(values)).isInstanceOf(Action.class);
            assertThatThrownBy(() -> form.condition(values)).isInstanceOf(IllegalStateException.class);
        } else {
            assertThat(form.condition(values)).isInstanceOf(Condition.class);
            assertThatThrownBy(() -> form.action(values)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theFieldsAreReadIntoTheRecords() {
        Map<Field, String> values = Map.of(
                Field.HOST,
                "B",
                Field.TO,
                "both",
                Field.UP,
                "false",
                Field.STATUS,
                "wait-unplug",
                Field.ENABLED,
                "true");
        assertThat(StepForm.SET_FILTER.action(values)).isEqualTo(new Action.SetFilter(Host.B, FilterTarget.BOTH));
        assertThat(StepForm.SET_LINK.action(values)).isEqualTo(new Action.SetLink(Host.B, LinkSetting.DOWN));
        assertThat(StepForm.MIGRATION.condition(values))
                .isEqualTo(new Condition.MigrationReached(AwaitedStatus.WAIT_UNPLUG));
    }

    @Test
    void aPlanCannotBeChangedThroughTheListItWasMadeOf() {
        List<Step> steps = new ArrayList<>(List.of(new Action.Migrate()));
        Plan plan = new Plan(steps);
        steps.clear();
        assertThat(plan.steps()).containsExactly(new Action.Migrate());
    }

    @Test
    void impossibleValuesAreRefused() {
        assertThatThrownBy(() -> new Wait(2, 1)).hasMessage("the second time of a wait must not be below the first");
        assertThatThrownBy(() -> new Wait(-1, 1)).hasMessage("a wait cannot be negative");
        assertThatThrownBy(() -> new Await.Limit(0, new Otherwise.Abort())).hasMessage("a limit must be longer than 0");
        assertThatThrownBy(() -> new Otherwise.Instead(List.of())).hasMessageContaining("use continue or abort");
        assertThatThrownBy(() -> new Initial(
                        FilterTarget.PRIMARY, FilterTarget.STANDBY, PrimaryPresence.HIDDEN, PrimaryPresence.NONE))
                .hasMessageContaining("plugged or none");
        assertThatThrownBy(() -> new Initial(
                        FilterTarget.PRIMARY, FilterTarget.STANDBY, PrimaryPresence.NONE, PrimaryPresence.PLUGGED))
                .hasMessageContaining("hidden or none");
    }
}
