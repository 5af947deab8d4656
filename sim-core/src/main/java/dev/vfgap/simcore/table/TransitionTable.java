package dev.vfgap.simcore.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A machine as a value: for every state and every event one {@link Row}, which is a transition with its commands, an
 * ignore with its reason, or an error with its reason.
 *
 * <p>The table holds no state of a run. A {@link Machine} runs it, {@link #toMermaid()} and {@link #toMarkdown()} draw
 * it, and anything that wants to walk all orders of events asks {@link #row} directly.
 *
 * @param <S> states
 * @param <E> events
 * @param <C> commands
 */
public final class TransitionTable<S extends Enum<S>, E extends Enum<E>, C extends Enum<C>> {

    /**
     * The answer to one event in one state.
     *
     * @param index position in {@link TransitionTable#rows()}: states in their order, events in theirs within a state
     * @param from state in which the event comes
     * @param event the event
     * @param kind what the answer is
     * @param to state afterwards; equal to {@code from} unless the kind is a transition
     * @param commands what is ordered after the change of state, in this order; empty unless the kind is a transition
     * @param why what the modelled source does here, or why nothing happens, in words
     */
    public record Row<S, E, C>(int index, S from, E event, Kind kind, S to, List<C> commands, String why) {

        /** What a table can answer. */
        public enum Kind {
            /** The state changes, possibly to itself, and the commands are carried out. */
            TRANSITION,
            /** Nothing happens, and that is right. */
            IGNORED,
            /** The event cannot come in this state; if it does, the model has a bug. */
            ERROR
        }

        /** Keeps a copy of the commands. */
        public Row {
            commands = List.copyOf(commands);
        }
    }

    private final String name;
    private final S initial;
    private final int eventCount;
    private final List<Row<S, E, C>> rows;

    private TransitionTable(String name, S initial, int eventCount, List<Row<S, E, C>> rows) {
        this.name = name;
        this.initial = initial;
        this.eventCount = eventCount;
        this.rows = List.copyOf(rows);
    }

    /**
     * Starts a table.
     *
     * @param name name in diagrams and errors, in the words of the source, for example {@code pciehp slot}
     * @param states all states
     * @param events all events
     * @param commands all commands
     * @param initial state in which a machine starts
     */
    public static <S extends Enum<S>, E extends Enum<E>, C extends Enum<C>> Builder<S, E, C> of(
            String name, Class<S> states, Class<E> events, Class<C> commands, S initial) {
        Objects.requireNonNull(commands, "commands");
        return new Builder<>(name, states.getEnumConstants(), events.getEnumConstants(), initial);
    }

    /** The name in diagrams and errors. */
    public String name() {
        return name;
    }

    /** The state in which a machine starts. */
    public S initial() {
        return initial;
    }

    /** The answer to an event in a state. */
    public Row<S, E, C> row(S state, E event) {
        return rows.get(state.ordinal() * eventCount + event.ordinal());
    }

    /** Every answer, by state and then by event, each at its {@link Row#index()}. */
    public List<Row<S, E, C>> rows() {
        return rows;
    }

    /**
     * The transitions as a Mermaid state diagram. Ignored events and errors are left out; {@link #toMarkdown()} has
     * them.
     */
    public String toMermaid() {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n    [*] --> " + initial + "\n");
        for (Row<S, E, C> row : rows) {
            if (row.kind() == Row.Kind.TRANSITION) {
                text.append("    ").append(row.from()).append(" --> ").append(row.to());
                text.append(" : ").append(row.event());
                if (!row.commands().isEmpty()) {
                    text.append(" / ").append(names(row.commands()));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    /** Every row as a Markdown table. */
    public String toMarkdown() {
        StringBuilder text = new StringBuilder("| state | event | answer | commands | why |\n|---|---|---|---|---|\n");
        for (Row<S, E, C> row : rows) {
            String answer =
                    switch (row.kind()) {
                        case TRANSITION -> "→ " + row.to();
                        case IGNORED -> "ignored";
                        case ERROR -> "error";
                    };
            text.append("| ").append(row.from()).append(" | ").append(row.event());
            text.append(" | ").append(answer).append(" | ").append(names(row.commands()));
            text.append(" | ").append(row.why().replace("|", "\\|")).append(" |\n");
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return name;
    }

    private static String names(List<? extends Enum<?>> commands) {
        return commands.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    /**
     * Collects the answers of a table. A pair answered twice is an error at once, a pair left open is one at
     * {@link #build()}.
     *
     * @param <S> states
     * @param <E> events
     * @param <C> commands
     */
    public static final class Builder<S extends Enum<S>, E extends Enum<E>, C extends Enum<C>> {

        private final String name;
        private final S[] states;
        private final E[] events;
        private final S initial;
        private final List<Row<S, E, C>> rows;

        private Builder(String name, S[] states, E[] events, S initial) {
            this.name = requireText(name, "a table needs a name");
            this.states = states;
            this.events = events;
            this.initial = Objects.requireNonNull(initial, "initial");
            this.rows = new ArrayList<>(Collections.nCopies(states.length * events.length, null));
        }

        /**
         * A transition: the state becomes {@code to}, then the commands are carried out in order.
         *
         * @throws IllegalArgumentException if the pair is answered already or the reason is blank
         */
        @SafeVarargs
        public final Builder<S, E, C> on(S from, E event, S to, String why, C... commands) {
            List<C> inOrder = new ArrayList<>();
            for (C command : commands) {
                inOrder.add(command);
            }
            return answer(from, event, Row.Kind.TRANSITION, to, inOrder, why);
        }

        /**
         * An event that rightly does nothing in a state.
         *
         * @throws IllegalArgumentException if the pair is answered already or the reason is blank
         */
        public Builder<S, E, C> ignore(S from, E event, String reason) {
            return answer(from, event, Row.Kind.IGNORED, from, List.of(), reason);
        }

        /**
         * An event that cannot come in a state.
         *
         * @throws IllegalArgumentException if the pair is answered already or the reason is blank
         */
        public Builder<S, E, C> error(S from, E event, String reason) {
            return answer(from, event, Row.Kind.ERROR, from, List.of(), reason);
        }

        /** {@link #on} from every state for which this event has no answer yet. */
        @SafeVarargs
        public final Builder<S, E, C> onElsewhere(E event, S to, String why, C... commands) {
            for (S state : states) {
                if (rows.get(index(state, event)) == null) {
                    on(state, event, to, why, commands);
                }
            }
            return this;
        }

        /** {@link #ignore} in every state for which this event has no answer yet. */
        public Builder<S, E, C> ignoreElsewhere(E event, String reason) {
            return answerElsewhere(event, Row.Kind.IGNORED, reason);
        }

        /** {@link #error} in every state for which this event has no answer yet. */
        public Builder<S, E, C> errorElsewhere(E event, String reason) {
            return answerElsewhere(event, Row.Kind.ERROR, reason);
        }

        /**
         * The finished table.
         *
         * @throws IllegalStateException if pairs are open, with all of them
         */
        public TransitionTable<S, E, C> build() {
            List<String> open = new ArrayList<>();
            for (S state : states) {
                for (E event : events) {
                    if (rows.get(index(state, event)) == null) {
                        open.add("(" + state + ", " + event + ")");
                    }
                }
            }
            if (!open.isEmpty()) {
                throw new IllegalStateException(
                        name + ": no answer for " + open.size() + " pairs: " + String.join(" ", open));
            }
            return new TransitionTable<>(name, initial, events.length, rows);
        }

        private Builder<S, E, C> answer(S from, E event, Row.Kind kind, S to, List<C> commands, String why) {
            requireText(why, name + ": (" + from + ", " + event + ") needs a reason");
            int index = index(from, event);
            if (rows.get(index) != null) {
                throw new IllegalArgumentException(name + ": (" + from + ", " + event + ") is answered already: "
                        + rows.get(index).why());
            }
            rows.set(index, new Row<>(index, from, event, kind, Objects.requireNonNull(to, "to"), commands, why));
            return this;
        }

        private Builder<S, E, C> answerElsewhere(E event, Row.Kind kind, String reason) {
            for (S state : states) {
                if (rows.get(index(state, event)) == null) {
                    answer(state, event, kind, state, List.of(), reason);
                }
            }
            return this;
        }

        private int index(S state, E event) {
            return state.ordinal() * events.length + event.ordinal();
        }

        private static String requireText(String text, String otherwise) {
            if (text.isBlank()) {
                throw new IllegalArgumentException(otherwise);
            }
            return text;
        }
    }
}
