package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.frame.Span;
import dev.vfgap.models.frame.SpanPool;
import dev.vfgap.models.frame.SpanQueue;
import dev.vfgap.models.frame.Tracer;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.lab.PathChange.TransmitPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The guest's end of the path: what it sends, through which device, what it receives, and what it answers. */
final class GuestEnd {
    private final SpanPool pool;
    private final Ledger ledger;
    private final Tracer tracer;
    private final Senders senders;
    private final Map<Host, HostPath> hosts;
    private final List<Answering> answering;
    private final SpanQueue answers;
    private long earliestAnswerNanos = Long.MAX_VALUE;
    private final Receptions receptions = new Receptions();
    private TransmitPath transmitPath = TransmitPath.GUEST_STOPPED;
    private Host transmitHost = Host.A;
    private Cause transmitCause = new Cause(Long.MIN_VALUE, "the start");

    /**
     * @param hosts through which it sends
     * @param answering what it answers
     */
    GuestEnd(
            Senders senders,
            Map<Host, HostPath> hosts,
            List<Answering> answering,
            SpanPool pool,
            Ledger ledger,
            Tracer tracer) {
        this.senders = senders;
        this.hosts = hosts;
        this.answering = List.copyOf(answering);
        this.pool = pool;
        this.ledger = ledger;
        this.tracer = tracer;
        this.answers = new SpanQueue(pool);
    }

    // What it sends.

    /** Sends all that is due before a moment. */
    void emit(long untilNanos) {
        if (transmitPath == TransmitPath.GUEST_STOPPED) {
            senders.skip(Flow.Kind.FROM_GUEST, untilNanos);
            return;
        }
        senders.emit(Flow.Kind.FROM_GUEST, untilNanos, this::transmit);
        for (Span span = answers.takeAnyBefore(untilNanos); span != null; span = answers.takeAnyBefore(untilNanos)) {
            senders.count(span.flow(), span.count());
            transmit(span);
        }
    }

    /** Sends another way from now on; it has sent until now. Answers that waited for the guest to run leave now. */
    void apply(PathChange.Transmit change, Cause why) {
        if (transmitPath == TransmitPath.GUEST_STOPPED && change.path() != TransmitPath.GUEST_STOPPED) {
            SpanQueue waited = new SpanQueue(pool);
            long now = why.atNanos();
            for (Span span = answers.takeAnyBefore(now); span != null; span = answers.takeAnyBefore(now)) {
                waited.add(span);
            }
            for (Span span = waited.takeAnyBefore(now); span != null; span = waited.takeAnyBefore(now)) {
                span.clock(now, 0);
                answers.add(span);
            }
        }
        transmitPath = change.path();
        transmitHost = change.host();
        transmitCause = why;
    }

    private void transmit(Span span) {
        FrameFate fate = transmitPath.fate();
        tracer.note(span, "guest " + transmitHost, () -> "sent: " + transmitPath, transmitCause);
        if (fate != null) {
            ledger.close(span, fate, transmitHost);
        } else if (transmitPath == TransmitPath.PRIMARY) {
            span.setVia(Fabric.viaPrimary(transmitHost));
            hosts.get(transmitHost).sendByPrimary(span);
        } else {
            span.setVia(Fabric.viaStandby(transmitHost));
            hosts.get(transmitHost).sendByStandby(span);
        }
    }

    /** The host through whose NIC its frames leave; null = none do. */
    Host sendsThrough() {
        return sendsBy() == null ? null : transmitHost;
    }

    /** The device through which its frames leave; null = none do. */
    NicRole sendsBy() {
        return switch (transmitPath) {
            case PRIMARY -> NicRole.PRIMARY;
            case STANDBY -> NicRole.STANDBY;
            default -> null;
        };
    }

    // What it receives.

    void apply(PathChange.Receive change, Cause why) {
        receptions.change(change.by(), change.reception(), why);
    }

    void receive(Host host, NicRole by, Span span) {
        Optional<FrameFate> refused = receptions.refused(by);
        if (refused.isPresent()) {
            tracer.note(span, "guest " + host, () -> "dropped: " + refused.get(), receptions.why(by));
            ledger.close(span, refused.get(), host);
        } else {
            FrameFate delivery =
                    by == NicRole.PRIMARY ? FrameFate.DELIVERED_BY_PRIMARY : FrameFate.DELIVERED_BY_STANDBY;
            receive(host, span, delivery);
        }
    }

    private void receive(Host host, Span span, FrameFate fate) {
        FrameFate told = span.flow().kind() == Flow.Kind.ANNOUNCEMENT ? FrameFate.ANNOUNCED : fate;
        tracer.note(span, "guest " + host, () -> "received: " + told);
        for (Answering one : answering) {
            if (one.requests().id() == span.flow().id()) {
                Span answer = pool.answer(span, one.answers(), one.thinkNanos());
                earliestAnswerNanos = Math.min(earliestAnswerNanos, answer.headAtNanos());
                answers.add(answer);
            }
        }
        ledger.close(span, told, host);
    }

    // What it answers.

    boolean answersAnything() {
        return !answering.isEmpty();
    }

    /** No answer leaves sooner than this after its request. */
    long leastThinkNanos() {
        return answering.stream().mapToLong(Answering::thinkNanos).min().orElse(Long.MAX_VALUE);
    }

    /** Whether answers are to be sent. */
    boolean owesAnswers() {
        return !answers.isEmpty();
    }

    /** When the first of the answers is sent that were made since this was asked last; {@code Long.MAX_VALUE} = of none. */
    long takeEarliestAnswerNanos() {
        long earliest = earliestAnswerNanos;
        earliestAnswerNanos = Long.MAX_VALUE;
        return earliest;
    }
}
