package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.lab.PathChange.Reception;
import dev.vfgap.models.lab.PathChange.TransmitPath;
import dev.vfgap.models.lab.PlainAgenda.Rank;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The data path once more, one frame at a time: the reference that {@link DataPath} must agree with, frame by frame.
 *
 * <p>It shares no span, queue or switch code with it. Each hop of each frame is an event; simultaneous events run in the
 * order of {@link PlainAgenda.Rank}, frames of one rank by (flow, originals before copies, index). Slow, and obviously right.
 */
public final class FrameByFrame {
    private static final FrameHeader ANNOUNCED = Flow.usualHeader(Flow.Kind.ANNOUNCEMENT);

    private final List<Flow> flows;
    private final List<Answering> answering;
    private final Neighbour neighbour;
    private final List<byte[]> fates = new ArrayList<>();
    private final List<long[]> deliveredAt = new ArrayList<>();
    private final PlainAgenda agenda = new PlainAgenda();
    private final PlainWires wires;
    private final List<PlainFrame> answersToSend = new ArrayList<>();
    private Reception ofStandby = Reception.ACCEPTED;
    private Reception ofPrimary = Reception.ACCEPTED;
    private TransmitPath transmitPath = TransmitPath.GUEST_STOPPED;
    private Host transmitHost = Host.A;
    private int announcements;

    /** A change and its moment. */
    public record Timed(long atNanos, PathChange change) {}

    /** Runs the flows through the path under the changes (in order of time) until a moment; nothing is answered. */
    public FrameByFrame(
            PathLayout layout, List<Flow> flows, DataPath.Initial initial, List<Timed> changes, long untilNanos) {
        this(layout, flows, List.of(), initial, changes, untilNanos);
    }

    /** The same with answers. */
    public FrameByFrame(
            PathLayout layout,
            List<Flow> flows,
            List<Answering> answering,
            DataPath.Initial initial,
            List<Timed> changes,
            long untilNanos) {
        this.flows = flows;
        this.answering = answering;
        this.neighbour = initial.neighbour();
        Guest guest = new Guest();
        this.wires = new PlainWires(layout, initial, agenda, guest, guest);
        for (Flow flow : flows) {
            byte[] open = new byte[Math.toIntExact(flow.times().size())];
            Arrays.fill(open, Ledger.OPEN);
            fates.add(open);
            long[] never = new long[open.length];
            Arrays.fill(never, Long.MIN_VALUE);
            deliveredAt.add(never);
            for (long index = 0; index < flow.times().size() && flow.kind() != Flow.Kind.ANSWER; index++) {
                PlainFrame frame = new PlainFrame(flow.id(), index, flow.kind(), false, 0);
                long sentAt = flow.times().at(index);
                agenda.plan(sentAt, Rank.SEND, frame, () -> send(sentAt, frame));
            }
        }
        for (Timed timed : changes) {
            agenda.plan(timed.atNanos, () -> change(timed.atNanos, timed.change));
        }
        agenda.runUntil(untilNanos);
    }

    /** Each frame's fate: see {@link Ledger#fates}. */
    public byte[] fates(Flow flow) {
        return fates.get(flow.id());
    }

    /** When each frame was first delivered: see {@link Ledger#deliveredAt}. */
    public long[] deliveredAt(Flow flow) {
        return deliveredAt.get(flow.id());
    }

    private void change(long at, PathChange change) {
        if (change instanceof PathChange.StandbyReceive receive) {
            ofStandby = receive.reception();
        } else if (change instanceof PathChange.PrimaryReceive receive) {
            ofPrimary = receive.reception();
        } else if (change instanceof PathChange.Transmit transmit) {
            transmitPath = transmit.path();
            transmitHost = transmit.host();
            if (transmitPath != TransmitPath.GUEST_STOPPED) {
                answersToSend.forEach(frame -> agenda.plan(at, Rank.SEND, frame, () -> send(at, frame)));
                answersToSend.clear();
            }
        } else if (change instanceof PathChange.Announce announce) {
            int flow = flows.size() + announcements++;
            PlainFrame frame = new PlainFrame(flow, 0, Flow.Kind.ANNOUNCEMENT, false, 0);
            if (announce.by() == NicRole.PRIMARY) {
                wires.byPrimary(at, announce.host(), frame);
            } else {
                wires.byStandby(at, announce.host(), frame);
            }
        } else {
            wires.change(at, change);
        }
    }

    private void send(long at, PlainFrame frame) {
        switch (frame.kind()) {
            case TO_GUEST, BROADCAST -> wires.fromPeerAt(at, frame);
            case FROM_NEIGHBOUR -> wires.byNeighbour(at, neighbour, frame);
            case FROM_GUEST, ANSWER -> sendFromGuest(at, frame);
            case ANNOUNCEMENT -> throw new IllegalStateException("announcements are no traffic");
        }
    }

    private void sendFromGuest(long at, PlainFrame frame) {
        if (transmitPath == TransmitPath.GUEST_STOPPED && frame.kind() == Flow.Kind.ANSWER) {
            answersToSend.add(frame);
        } else if (transmitPath.fate() != null) {
            end(frame, transmitPath.fate(), transmitHost, at);
        } else if (transmitPath == TransmitPath.STANDBY) {
            wires.byStandby(at, transmitHost, frame);
        } else if (transmitPath == TransmitPath.PRIMARY) {
            wires.byPrimary(at, transmitHost, frame);
        }
    }

    private void end(PlainFrame frame, FrameFate fate, Host host, long at) {
        if (frame.kind() == Flow.Kind.ANNOUNCEMENT) {
            return;
        }
        byte[] known = fates.get(frame.flow());
        byte code = Ledger.code(fate, host);
        int index = (int) frame.index();
        known[index] = known[index] < code ? code : known[index];
        if (fate.isDelivered()) {
            long[] times = deliveredAt.get(frame.flow());
            times[index] = times[index] == Long.MIN_VALUE ? at : Math.min(times[index], at);
        }
    }

    private final class Guest implements PlainQueue.Owner, PlainWires.Ends {
        @Override
        public FrameHeader headerOf(PlainFrame frame) {
            return frame.kind() == Flow.Kind.ANNOUNCEMENT
                    ? ANNOUNCED
                    : flows.get(frame.flow()).header();
        }

        @Override
        public void departAt(long atNanos, Runnable what) {
            agenda.plan(atNanos, Rank.DEPART, null, what);
        }

        @Override
        public void receive(long atNanos, Host host, FrameFate delivery, PlainFrame frame) {
            FrameFate refused = (delivery == FrameFate.DELIVERED_BY_STANDBY ? ofStandby : ofPrimary).fate();
            end(frame, refused == null ? delivery : refused, host, atNanos);
            for (Answering one : answering) {
                if (refused == null && one.requests().id() == frame.flow()) {
                    PlainFrame answer =
                            new PlainFrame(one.answers().id(), frame.index(), Flow.Kind.ANSWER, frame.copy(), 0);
                    long sentAt = atNanos + one.thinkNanos();
                    agenda.plan(sentAt, Rank.SEND, answer, () -> send(sentAt, answer));
                }
            }
        }

        @Override
        public void end(PlainFrame frame, FrameFate fate, Host host, long atNanos) {
            FrameByFrame.this.end(frame, fate, host, atNanos);
        }
    }
}
