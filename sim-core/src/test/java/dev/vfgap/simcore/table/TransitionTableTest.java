package dev.vfgap.simcore.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vfgap.simcore.table.TransitionTable.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionTableTest {

    private enum Door {
        OPEN,
        SHUT,
        LOCKED
    }

    private enum Hand {
        PUSH,
        PULL,
        TURN_KEY
    }

    private enum Effect {
        CREAK,
        CLICK
    }

    // spotless:off
    private static final TransitionTable<Door, Hand, Effect> DOOR = emptyDoor()
            .on(Door.OPEN,   Hand.PUSH,     Door.SHUT,   "falls shut", Effect.CREAK, Effect.CLICK)
            .on(Door.SHUT,   Hand.PULL,     Door.OPEN,   "opens",      Effect.CREAK)
            .on(Door.SHUT,   Hand.TURN_KEY, Door.LOCKED, "locks")
            .on(Door.LOCKED, Hand.TURN_KEY, Door.SHUT,   "unlocks",    Effect.CLICK)
            .error(Door.OPEN, Hand.TURN_KEY, "an open door has no lock | to turn in")
            .ignore(Door.OPEN, Hand.PULL, "it is open")
            .ignoreElsewhere(Hand.PUSH, "it is shut")
            .errorElsewhere(Hand.PULL, "a locked door cannot be pulled")
            .build();
    // spotless:on

    private static TransitionTable.Builder<Door, Hand, Effect> emptyDoor() {
        return TransitionTable.of("door", Door.class, Hand.class, Effect.class, Door.SHUT);
    }

    @Test
    void answersEveryPairInTheOrderOfStatesAndEvents() {
        // spotless:off
        assertThat(DOOR.rows()).containsExactly(
                new Row<>(0, Door.OPEN,   Hand.PUSH,     Row.Kind.TRANSITION, Door.SHUT,   List.of(Effect.CREAK, Effect.CLICK), "falls shut"),
                new Row<>(1, Door.OPEN,   Hand.PULL,     Row.Kind.IGNORED,    Door.OPEN,   List.of(), "it is open"),
                new Row<>(2, Door.OPEN,   Hand.TURN_KEY, Row.Kind.ERROR,      Door.OPEN,   List.of(), "an open door has no lock | to turn in"),
                new Row<>(3, Door.SHUT,   Hand.PUSH,     Row.Kind.IGNORED,    Door.SHUT,   List.of(), "it is shut"),
                new Row<>(4, Door.SHUT,   Hand.PULL,     Row.Kind.TRANSITION, Door.OPEN,   List.of(Effect.CREAK), "opens"),
                new Row<>(5, Door.SHUT,   Hand.TURN_KEY, Row.Kind.TRANSITION, Door.LOCKED, List.of(), "locks"),
                new Row<>(6, Door.LOCKED, Hand.PUSH,     Row.Kind.IGNORED,    Door.LOCKED, List.of(), "it is shut"),
                new Row<>(7, Door.LOCKED, Hand.PULL,     Row.Kind.ERROR,      Door.LOCKED, List.of(), "a locked door cannot be pulled"),
                new Row<>(8, Door.LOCKED, Hand.TURN_KEY, Row.Kind.TRANSITION, Door.SHUT,   List.of(Effect.CLICK), "unlocks"));
        // spotless:on
        for (Row<Door, Hand, Effect> row : DOOR.rows()) {
            assertThat(DOOR.row(row.from(), row.event())).isSameAs(DOOR.rows().get(row.index()));
        }
        assertThat(DOOR.name()).isEqualTo("door");
        assertThat(DOOR).hasToString("door");
        assertThat(DOOR.initial()).isEqualTo(Door.SHUT);
    }

    @Test
    void listsEveryPairThatHasNoAnswer() {
        TransitionTable.Builder<Door, Hand, Effect> builder = emptyDoor()
                .ignoreElsewhere(Hand.PUSH, "no one pushes")
                .on(Door.SHUT, Hand.PULL, Door.OPEN, "opens")
                .errorElsewhere(Hand.TURN_KEY, "there is no key");
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("door: no answer for 2 pairs: (OPEN, PULL) (LOCKED, PULL)");
    }

    @Test
    void rejectsASecondAnswerToAPair() {
        TransitionTable.Builder<Door, Hand, Effect> builder = emptyDoor().ignore(Door.OPEN, Hand.PULL, "it is open");
        assertThatThrownBy(() -> builder.on(Door.OPEN, Hand.PULL, Door.SHUT, "shuts"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("door: (OPEN, PULL) is answered already: it is open");
    }

    @Test
    void everyAnswerNeedsAReason() {
        assertThatThrownBy(() -> emptyDoor().error(Door.OPEN, Hand.PULL, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("door: (OPEN, PULL) needs a reason");
        assertThatThrownBy(() -> TransitionTable.of("", Door.class, Hand.class, Effect.class, Door.OPEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a table needs a name");
    }

    @Test
    void drawsItsTransitions() {
        assertThat(DOOR.toMermaid()).isEqualTo("""
                        stateDiagram-v2
                            [*] --> SHUT
                            OPEN --> SHUT : PUSH / CREAK, CLICK
                            SHUT --> OPEN : PULL / CREAK
                            SHUT --> LOCKED : TURN_KEY
                            LOCKED --> SHUT : TURN_KEY / CLICK
                        """);
    }

    @Test
    void listsAllItsRows() {
        assertThat(DOOR.toMarkdown()).isEqualTo("""
                        | state | event | answer | commands | why |
                        |---|---|---|---|---|
                        | OPEN | PUSH | → SHUT | CREAK, CLICK | falls shut |
                        | OPEN | PULL | ignored |  | it is open |
                        | OPEN | TURN_KEY | error |  | an open door has no lock \\| to turn in |
                        | SHUT | PUSH | ignored |  | it is shut |
                        | SHUT | PULL | → OPEN | CREAK | opens |
                        | SHUT | TURN_KEY | → LOCKED |  | locks |
                        | LOCKED | PUSH | ignored |  | it is shut |
                        | LOCKED | PULL | error |  | a locked door cannot be pulled |
                        | LOCKED | TURN_KEY | → SHUT | CLICK | unlocks |
                        """);
    }

    @Test
    void aMachineChangesItsStateBeforeItsCommands() {
        List<String> story = new ArrayList<>();
        Machine<?, ?, ?>[] self = new Machine<?, ?, ?>[1];
        Machine<Door, Hand, Effect> door = new Machine<>(DOOR, c -> story.add(c + " in " + self[0].state()));
        self[0] = door;

        door.fire(Hand.PULL);
        door.fire(Hand.PUSH);
        door.fire(Hand.PUSH);

        assertThat(story).containsExactly("CREAK in OPEN", "CREAK in SHUT", "CLICK in SHUT");
        assertThat(door.state()).isEqualTo(Door.SHUT);
        assertThat(door).hasToString("door in SHUT");
    }

    @Test
    void eventsFiredByACommandAreTakenAfterAllCommandsOfItsRow() {
        List<String> story = new ArrayList<>();
        List<Machine<Door, Hand, Effect>> self = new ArrayList<>();
        self.add(new Machine<>(DOOR, command -> {
            story.add(command + " begins in " + self.get(0).state());
            if (story.size() == 1) {
                self.get(0).fire(Hand.PUSH);
                self.get(0).fire(Hand.TURN_KEY);
            }
            story.add(command + " ends in " + self.get(0).state());
        }));

        self.get(0).fire(Hand.PULL);

        assertThat(story)
                .containsExactly(
                        "CREAK begins in OPEN",
                        "CREAK ends in OPEN",
                        "CREAK begins in SHUT",
                        "CREAK ends in SHUT",
                        "CLICK begins in SHUT",
                        "CLICK ends in SHUT");
        assertThat(self.get(0).state()).isEqualTo(Door.LOCKED);
    }

    @Test
    void anErrorRowStopsTheRunAndLeavesTheState() {
        List<Machine<Door, Hand, Effect>> self = new ArrayList<>();
        self.add(new Machine<>(DOOR, command -> {
            self.get(0).fire(Hand.TURN_KEY);
            self.get(0).fire(Hand.PUSH);
        }));
        Machine<Door, Hand, Effect> door = self.get(0);

        assertThatThrownBy(() -> door.fire(Hand.PULL))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessage("door: TURN_KEY must not happen in OPEN: an open door has no lock | to turn in");

        assertThat(door.state()).isEqualTo(Door.OPEN);
        door.fire(Hand.PULL);
        assertThat(door.state()).as("the queued PUSH is gone").isEqualTo(Door.OPEN);
    }

    @Test
    void aCommandThatFailsDoesNotBlockTheMachine() {
        Machine<Door, Hand, Effect> door = new Machine<>(DOOR, command -> {
            throw new IllegalStateException(command + " failed");
        });
        assertThatThrownBy(() -> door.fire(Hand.PULL)).hasMessage("CREAK failed");
        assertThat(door.state()).isEqualTo(Door.OPEN);
        assertThatThrownBy(() -> door.fire(Hand.PUSH)).hasMessage("CREAK failed");
        door.fire(Hand.TURN_KEY);
        assertThat(door.state()).isEqualTo(Door.LOCKED);
    }

    @Test
    void countsHowOftenEachRowWasTaken() {
        Machine<Door, Hand, Effect> door = new Machine<>(DOOR, command -> {});
        for (Hand hand : List.of(Hand.PUSH, Hand.PULL, Hand.PULL, Hand.PUSH, Hand.TURN_KEY, Hand.TURN_KEY, Hand.PULL)) {
            door.fire(hand);
        }
        assertThatThrownBy(() -> door.fire(Hand.TURN_KEY)).isInstanceOf(IllegalTransitionException.class);

        assertThat(door.table().rows().stream().map(door::timesTaken))
                .containsExactly(1L, 1L, 1L, 1L, 2L, 1L, 0L, 0L, 1L);
    }

    @Test
    void doesNotCountRowsOfAnotherTable() {
        Machine<Door, Hand, Effect> door = new Machine<>(DOOR, command -> {});
        Row<Door, Hand, Effect> foreign = emptyDoor()
                .ignoreElsewhere(Hand.PUSH, "other")
                .ignoreElsewhere(Hand.PULL, "other")
                .ignoreElsewhere(Hand.TURN_KEY, "other")
                .build()
                .row(Door.OPEN, Hand.PUSH);
        assertThatThrownBy(() -> door.timesTaken(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("door has no row ");
    }
}
