package dev.vfgap.simcore.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation does what a sorted list does, on random programs that also arm and cancel from inside events. */
class SimulationAgainstModelTest {

    private static final int EVENTS = 300;

    static LongStream seeds() {
        return LongStream.range(1, 41);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void firesWhatASortedListFires(long seed) {
        List<String> real = play(seed, new RealAgenda());
        List<String> model = play(seed, new ListAgenda());
        assertThat(real).isEqualTo(model).hasSizeGreaterThan(500);
    }

    /** What both sides can do; events are numbers, their rank is the number modulo the ranks. */
    private interface Agenda {
        long now();

        void arm(int event, long at);

        void cancel(int event);

        boolean armed(int event);

        void runUntil(long until);

        boolean runNext();

        void onFire(IntConsumer listener);
    }

    private static List<String> play(long seed, Agenda agenda) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> story = new ArrayList<>();
        agenda.onFire(event -> {
            story.add(agenda.now() + " fired " + event);
            act(random, agenda, random.nextInt(3));
        });
        int spread = 10 + random.nextInt(200);
        for (int step = 0; step < 300; step++) {
            switch (random.nextInt(3)) {
                case 0 -> act(random, agenda, random.nextInt(spread));
                case 1 -> story.add("next " + agenda.runNext());
                default -> {
                    agenda.runUntil(agenda.now() + random.nextInt(6));
                    story.add("now " + agenda.now());
                }
            }
        }
        agenda.onFire(event -> story.add(agenda.now() + " drained " + event));
        agenda.runUntil(agenda.now() + 1000);
        return story;
    }

    private static void act(SplittableRandom random, Agenda agenda, int times) {
        for (int i = 0; i < times; i++) {
            int event = random.nextInt(EVENTS);
            if (!agenda.armed(event)) {
                agenda.arm(event, agenda.now() + random.nextInt(random.nextBoolean() ? 4 : 60));
            } else if (random.nextInt(3) == 0) {
                agenda.cancel(event);
            }
        }
    }

    private static EventOrder rank(int event) {
        return EventOrder.values()[event % EventOrder.values().length];
    }

    private static final class RealAgenda implements Agenda {
        private final Simulation simulation = new Simulation();
        private final List<Event> events = new ArrayList<>();
        private IntConsumer listener;

        RealAgenda() {
            for (int i = 0; i < EVENTS; i++) {
                int event = i;
                events.add(simulation.event("event " + i, rank(i), () -> listener.accept(event)));
            }
        }

        @Override
        public long now() {
            return simulation.nowNanos();
        }

        @Override
        public void arm(int event, long at) {
            events.get(event).at(at);
            assertThat(events.get(event).atNanos()).isEqualTo(at);
        }

        @Override
        public void cancel(int event) {
            events.get(event).cancel();
        }

        @Override
        public boolean armed(int event) {
            return events.get(event).armed();
        }

        @Override
        public void runUntil(long until) {
            simulation.runUntil(until);
        }

        @Override
        public boolean runNext() {
            return simulation.runNext();
        }

        @Override
        public void onFire(IntConsumer newListener) {
            listener = newListener;
        }
    }

    private record Pending(long at, EventOrder rank, long armed, int event) {
        private static final Comparator<Pending> ORDER = Comparator.comparingLong(Pending::at)
                .thenComparing(Pending::rank)
                .thenComparingLong(Pending::armed);
    }

    private static final class ListAgenda implements Agenda {
        private final List<Pending> pending = new ArrayList<>();
        private IntConsumer listener;
        private long now;
        private long armings;

        @Override
        public long now() {
            return now;
        }

        @Override
        public void arm(int event, long at) {
            pending.add(new Pending(at, rank(event), armings++, event));
            pending.sort(Pending.ORDER);
        }

        @Override
        public void cancel(int event) {
            pending.removeIf(p -> p.event() == event);
        }

        @Override
        public boolean armed(int event) {
            return pending.stream().anyMatch(p -> p.event() == event);
        }

        @Override
        public void runUntil(long until) {
            while (!pending.isEmpty() && pending.get(0).at() <= until) {
                runNext();
            }
            now = until;
        }

        @Override
        public boolean runNext() {
            if (pending.isEmpty()) {
                return false;
            }
            Pending next = pending.remove(0);
            now = next.at();
            listener.accept(next.event());
            return true;
        }

        @Override
        public void onFire(IntConsumer newListener) {
            listener = newListener;
        }
    }
}
