package dev.vfgap.models.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.fabric.LearningSwitch.Entry;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.SendTimes;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.simcore.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One frame at a time; ports 0 and 1 lead to the guest, port 2 to the peer. */
class LearningSwitchTest {
    private static final int PEER = 2;
    private static final long AGEING = 1_000;

    private final SpanPool pool = new SpanPool();
    private final List<String> seen = new ArrayList<>();
    private int flows;

    private LearningSwitch learning(UnknownUnicast unknown, long forwardDelay, Entry known) {
        var settings = new LearningSwitch.Settings(
                "switch", List.of("zero", "one", "peer"), PEER, Learning.ON, AGEING, unknown, forwardDelay, 0);
        return new LearningSwitch(settings, known, 0, pool, new Record(), Tracer.NOBODY);
    }

    private LearningSwitch learning() {
        return learning(UnknownUnicast.FLOOD, 0, Entry.NONE);
    }

    private void fromGuest(LearningSwitch to, int port, long at) {
        send(to, Flow.Kind.FROM_GUEST, port, at);
    }

    private void toGuest(LearningSwitch to, long at) {
        send(to, Flow.Kind.TO_GUEST, PEER, at);
    }

    private void send(LearningSwitch to, Flow.Kind kind, int port, long at) {
        SendTimes once = new SendTimes.Periodic(at, Period.ofNanos(1), 1);
        Span span = pool.run(new Flow(flows++, "a frame", kind, once), 0, 1, 0);
        span.setVia(port);
        to.accept(span);
    }

    private void settle(LearningSwitch each, long until) {
        each.teach(until);
        each.forward(until);
    }

    @Test
    void sendsToThePortWhereTheGuestWasSeenLast() {
        LearningSwitch learning = learning();
        toGuest(learning, 5);
        fromGuest(learning, 0, 10);
        toGuest(learning, 10);
        fromGuest(learning, 1, 20);
        toGuest(learning, 30);
        settle(learning, 100);
        assertThat(seen).containsExactly("10 to 2", "20 to 2", "5 to 1 copy", "5 to 0", "10 to 0", "30 to 1");
    }

    @Test
    void forgetsAPortThatWasSilentForTheAgeingTime() {
        LearningSwitch learning = learning();
        fromGuest(learning, 0, 10);
        toGuest(learning, 10 + AGEING - 1);
        toGuest(learning, 10 + AGEING);
        settle(learning, 5_000);
        assertThat(seen).containsExactly("10 to 2", "1009 to 0", "1010 to 1 copy", "1010 to 0");
    }

    @Test
    void dropsWhatItDoesNotKnowWhenItFloodsNothing() {
        LearningSwitch learning = learning(UnknownUnicast.DROP, 0, Entry.NONE);
        toGuest(learning, 5);
        settle(learning, 100);
        assertThat(seen).containsExactly("5 dropped NOT_FLOODED at -1");
    }

    @Test
    void aStaticEntryMovesWithTheGuestAndIsNeverForgotten() {
        LearningSwitch learning = learning(UnknownUnicast.FLOOD, 0, new Entry(EntryKind.STATIC, 0));
        toGuest(learning, 5_000);
        fromGuest(learning, 1, 6_000);
        toGuest(learning, 9_000);
        settle(learning, 10_000);
        assertThat(seen).containsExactly("6000 to 2", "5000 to 0", "9000 to 1");
    }

    @Test
    void aStickyEntryStaysWhereItIs() {
        LearningSwitch learning = learning(UnknownUnicast.FLOOD, 0, new Entry(EntryKind.STICKY, 0));
        fromGuest(learning, 1, 6_000);
        toGuest(learning, 9_000);
        settle(learning, 10_000);
        assertThat(seen).containsExactly("6000 to 2", "9000 to 0");
    }

    @Test
    void keepsTheFramesOfALocalEntry() {
        LearningSwitch learning = learning(UnknownUnicast.FLOOD, 0, new Entry(EntryKind.LOCAL, LearningSwitch.ITSELF));
        fromGuest(learning, 1, 10);
        toGuest(learning, 20);
        settle(learning, 100);
        assertThat(seen).containsExactly("10 to 2", "20 dropped ENTRY_LOCAL at -2");
    }

    @Test
    void aPortThatCameUpListensThenLearnsThenForwards() {
        LearningSwitch learning = learning(UnknownUnicast.FLOOD, 100, Entry.NONE);
        learning.port(0, LinkState.DOWN, 0);
        learning.port(0, LinkState.UP, 0);
        fromGuest(learning, 0, 50);
        toGuest(learning, 60);
        fromGuest(learning, 0, 150);
        toGuest(learning, 160);
        toGuest(learning, 200);
        settle(learning, 1_000);
        assertThat(seen)
                .containsExactly(
                        "50 dropped PORT_NOT_FORWARDING at 0",
                        "150 dropped PORT_NOT_FORWARDING at 0",
                        "60 to 1",
                        "160 dropped PORT_NOT_FORWARDING at 0",
                        "200 to 0");
    }

    @Test
    void forgetsWhatItLearnedOnAPortThatWentDown() {
        LearningSwitch learning = learning();
        fromGuest(learning, 0, 10);
        settle(learning, 50);
        learning.port(0, LinkState.DOWN, 50);
        toGuest(learning, 60);
        settle(learning, 100);
        assertThat(seen).containsExactly("10 to 2", "60 to 1");
    }

    @Test
    void dropsAFrameWhoseEntryLeadsBackToWhereItCameFrom() {
        LearningSwitch learning = learning();
        send(learning, Flow.Kind.ANNOUNCEMENT, PEER, 10);
        toGuest(learning, 20);
        settle(learning, 100);
        assertThat(seen).containsExactly("10 to 1 copy", "10 to 0", "20 dropped ENTRY_AT_INGRESS at 2");
    }

    @Test
    void aFollowerReadsWhereTheEntryLedChangeByChange() {
        LearningSwitch learning = learning();
        LearningSwitch.EntryFollower follower = learning.follow();
        fromGuest(learning, 0, 10);
        fromGuest(learning, 1, 20);
        settle(learning, 5_000);
        List<String> changes = new ArrayList<>();
        while (follower.nextAtNanos() < Long.MAX_VALUE) {
            long at = follower.nextAtNanos();
            follower.advance();
            changes.add(at + " to " + follower.port());
        }
        assertThat(changes).containsExactly("10 to 0", "20 to 1", "1020 to -1");
    }

    private final class Record implements LearningSwitch.Outlet {
        @Override
        public int portOf(Span span) {
            return span.via();
        }

        @Override
        public void forward(int port, Span span) {
            seen.add(span.headAtNanos() + " to " + port + (span.isCopy() ? " copy" : ""));
        }

        @Override
        public void drop(LearningSwitch.Drop why, int port, Span span) {
            seen.add(span.headAtNanos() + " dropped " + why + " at " + port);
        }
    }
}
