package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Flow;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Ledger;
import dev.vfgap.models.host.QueueState;
import dev.vfgap.models.lab.PathChange.Reception;
import dev.vfgap.models.lab.PathChange.TransmitPath;
import dev.vfgap.models.nic.Classifier;
import dev.vfgap.models.nic.DropReason;
import dev.vfgap.models.nic.EmbeddedSwitch;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The data path once more, one frame at a time: the reference that {@link DataPath} must agree with, frame by frame.
 *
 * <p>It shares no span, queue or switch code with it. Each hop of each frame is an event; simultaneous events run in the
 * order of {@link Rank}, frames of one rank by (flow, originals before copies, index). Slow, and obviously right.
 */
public final class FrameByFrame {
    private static final FrameHeader ANNOUNCED = Flow.usualHeader(Flow.Kind.ANNOUNCEMENT);

    private final PathLayout layout;
    private final List<Flow> flows;
    private final List<byte[]> fates = new ArrayList<>();
    private final List<long[]> deliveredAt = new ArrayList<>();
    private final PriorityQueue<Happening> agenda = new PriorityQueue<>(Comparator.naturalOrder());
    private final Map<Host, PathChange.Nic> nics = new EnumMap<>(Host.class);
    private final Map<Host, Queue> primaries = new EnumMap<>(Host.class);
    private final Map<Host, Queue> standbys = new EnumMap<>(Host.class);
    private Host learned;
    private long lastTaught;
    private Reception reception = Reception.ACCEPTED;
    private TransmitPath transmitPath = TransmitPath.GUEST_STOPPED;
    private Host transmitHost = Host.A;
    private int announcements;

    /** A change and its moment. */
    public record Timed(long atNanos, PathChange change) {}

    /** In which order simultaneous events happen. */
    private enum Rank {
        CHANGE,
        SEND,
        SWITCH_FROM_HOST,
        SWITCH_FROM_PEER,
        NIC,
        DEPART,
        QUEUE
    }

    private record Frame(int flow, long index, Flow.Kind kind, boolean copy, int via) {}

    private record Happening(long at, Rank rank, int order, Frame frame, Runnable what)
            implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            int byTime = Long.compare(at, other.at);
            int byRank = byTime != 0 ? byTime : rank.compareTo(other.rank);
            if (byRank != 0 || frame == null || other.frame == null) {
                return byRank != 0 ? byRank : Integer.compare(order, other.order);
            }
            int byFlow = Integer.compare(frame.flow, other.frame.flow);
            int byCopy = byFlow != 0 ? byFlow : Boolean.compare(frame.copy, other.frame.copy);
            return byCopy != 0 ? byCopy : Long.compare(frame.index, other.frame.index);
        }
    }

    private final class Queue {
        final Host host;
        final long capacity;
        final long period;
        final FrameFate delivery;
        final ArrayDeque<Frame> held = new ArrayDeque<>();
        QueueState state = QueueState.dropping(FrameFate.NO_DEVICE);
        long nextDeparture = Long.MIN_VALUE;
        int epoch;
        long consumed;

        Queue(Host host, long capacity, long period, FrameFate delivery) {
            this.host = host;
            this.capacity = capacity;
            this.period = period;
            this.delivery = delivery;
        }

        void arrive(long at, Frame frame) {
            if (state.mode() == QueueState.Mode.READING && held.isEmpty() && nextDeparture <= at) {
                nextDeparture = at + period;
                consumed++;
                receive(at, frame);
            } else if (state.mode() == QueueState.Mode.DROPPING || held.size() >= room()) {
                consumed += state.mode() == QueueState.Mode.DROPPING ? 1 : 0;
                end(frame, state.refused(), host, at);
            } else {
                held.add(frame);
                if (state.mode() == QueueState.Mode.READING && held.size() == 1) {
                    armDeparture();
                }
            }
        }

        long room() {
            if (state.mode() == QueueState.Mode.READING) {
                return capacity;
            }
            long taken = consumed + state.readAhead();
            return capacity + state.readAhead() - taken % layout.queueFreeBatchFrames();
        }

        void dropOldest(long at, long frames, FrameFate fate) {
            for (long i = 0; i < frames && !held.isEmpty(); i++) {
                consumed++;
                end(held.remove(), fate, host, at);
            }
            epoch++;
            if (state.mode() == QueueState.Mode.READING && !held.isEmpty()) {
                armDeparture();
            }
        }

        void change(long at, QueueState newState, FrameFate purged) {
            if (newState.mode() == QueueState.Mode.DROPPING) {
                held.forEach(frame -> end(frame, purged, host, at));
                held.clear();
            }
            boolean starts = newState.mode() == QueueState.Mode.READING && state.mode() != QueueState.Mode.READING;
            boolean stops = newState.mode() != QueueState.Mode.READING;
            state = newState;
            if (stops) {
                epoch++;
            } else if (starts) {
                nextDeparture = Math.max(nextDeparture, at);
                if (!held.isEmpty()) {
                    armDeparture();
                }
            }
        }

        void armDeparture() {
            int armedIn = epoch;
            plan(nextDeparture, Rank.DEPART, null, () -> {
                if (armedIn == epoch) {
                    long at = nextDeparture;
                    nextDeparture += period;
                    consumed++;
                    receive(at, held.remove());
                    if (!held.isEmpty()) {
                        armDeparture();
                    }
                }
            });
        }

        void receive(long at, Frame frame) {
            boolean shadowed = delivery == FrameFate.DELIVERED_BY_STANDBY && reception == Reception.SHADOWED;
            end(frame, shadowed ? FrameFate.STANDBY_SHADOWED : delivery, host, at);
        }
    }

    /** Runs the flows through the path under the changes (in order of time) until a moment. */
    public FrameByFrame(
            PathLayout layout, List<Flow> flows, DataPath.Initial initial, List<Timed> changes, long untilNanos) {
        this.layout = layout;
        this.flows = flows;
        learned = initial.guestAt();
        lastTaught = initial.atNanos();
        for (Host host : Host.values()) {
            nics.put(host, PathChange.Nic.ofBridge(host, initial.filter(host)));
            primaries.put(
                    host,
                    new Queue(
                            host,
                            layout.primaryQueueFrames(),
                            layout.primaryServiceNanos(),
                            FrameFate.DELIVERED_BY_PRIMARY));
            standbys.put(
                    host,
                    new Queue(
                            host,
                            layout.standbyQueueFrames(),
                            layout.standbyServiceNanos(),
                            FrameFate.DELIVERED_BY_STANDBY));
        }
        for (Flow flow : flows) {
            byte[] open = new byte[Math.toIntExact(flow.times().size())];
            Arrays.fill(open, Ledger.OPEN);
            fates.add(open);
            long[] never = new long[open.length];
            Arrays.fill(never, Long.MIN_VALUE);
            deliveredAt.add(never);
            for (long index = 0; index < flow.times().size(); index++) {
                Frame frame = new Frame(flow.id(), index, flow.kind(), false, 0);
                long at = flow.times().at(index);
                plan(at, Rank.SEND, frame, () -> send(at, frame));
            }
        }
        for (Timed timed : changes) {
            plan(timed.atNanos, Rank.CHANGE, null, () -> change(timed.atNanos, timed.change));
        }
        for (Happening next = agenda.peek(); next != null && next.at < untilNanos; next = agenda.peek()) {
            agenda.remove();
            next.what.run();
        }
    }

    /** Each frame's fate: see {@link Ledger#fates}. */
    public byte[] fates(Flow flow) {
        return fates.get(flow.id());
    }

    /** When each frame was first delivered: see {@link Ledger#deliveredAt}. */
    public long[] deliveredAt(Flow flow) {
        return deliveredAt.get(flow.id());
    }

    private int planned;

    private void plan(long at, Rank rank, Frame frame, Runnable what) {
        agenda.add(new Happening(at, rank, planned++, frame, what));
    }

    private void change(long at, PathChange change) {
        if (change instanceof PathChange.Nic nic) {
            nics.put(nic.host(), nic);
        } else if (change instanceof PathChange.PrimaryQueue queue) {
            primaries.get(queue.host()).change(at, queue.state(), queue.purged());
        } else if (change instanceof PathChange.StandbyQueue queue) {
            standbys.get(queue.host()).change(at, queue.state(), queue.purged());
        } else if (change instanceof PathChange.DropWaiting drop) {
            primaries.get(drop.host()).dropOldest(at, drop.frames(), drop.fate());
        } else if (change instanceof PathChange.StandbyReceive receive) {
            reception = receive.reception();
        } else if (change instanceof PathChange.Transmit transmit) {
            transmitPath = transmit.path();
            transmitHost = transmit.host();
        } else if (change instanceof PathChange.Announce announce) {
            int flow = flows.size() + announcements++;
            int port = announce.host().ordinal();
            Frame frame = new Frame(flow, 0, Flow.Kind.ANNOUNCEMENT, false, port);
            Verdict verdict = new Verdict();
            new Classifier(nics.get(announce.host()).registers()).transmit(ANNOUNCED, EmbeddedSwitch.STANDBY, verdict);
            if (verdict.leavesOnWire()) {
                toSwitch(at, frame);
            }
            if (verdict.reaches(EmbeddedSwitch.PRIMARY)) {
                Frame echo = new Frame(flow, 0, Flow.Kind.ANNOUNCEMENT, true, port);
                toQueue(at + layout.nicToPrimaryNanos(), primaries.get(announce.host()), echo);
            }
        }
    }

    private void send(long at, Frame frame) {
        if (frame.kind == Flow.Kind.TO_GUEST) {
            long arrival = at + layout.peerToSwitchNanos();
            plan(arrival, Rank.SWITCH_FROM_PEER, frame, () -> fromPeer(arrival, frame));
        } else if (transmitPath.fate() != null) {
            end(frame, transmitPath.fate(), transmitHost, at);
        } else if (transmitPath != TransmitPath.GUEST_STOPPED) {
            boolean byPrimary = transmitPath == TransmitPath.PRIMARY;
            int sender = byPrimary ? EmbeddedSwitch.PRIMARY : EmbeddedSwitch.STANDBY;
            Verdict verdict = new Verdict();
            new Classifier(nics.get(transmitHost).registers()).transmit(headerOf(frame), sender, verdict);
            if (verdict.leavesOnWire()) {
                int via = transmitHost.ordinal() + (byPrimary ? 2 : 0);
                toSwitch(at, new Frame(frame.flow, frame.index, frame.kind, false, via));
            } else {
                end(frame, verdict.dropped().orElse(DropReason.NO_POOL).fate(), transmitHost, at);
            }
        }
    }

    private void toSwitch(long at, Frame frame) {
        long arrival = at + layout.guestToSwitchNanos();
        plan(arrival, Rank.SWITCH_FROM_HOST, frame, () -> {
            Host port = Host.values()[frame.via & 1];
            learned = port;
            lastTaught = arrival;
            if (frame.kind == Flow.Kind.ANNOUNCEMENT) {
                toNic(arrival, port == Host.A ? Host.B : Host.A, copyOf(frame));
            }
            FrameFate fate = frame.via < 2 ? FrameFate.DELIVERED_BY_STANDBY : FrameFate.DELIVERED_BY_PRIMARY;
            end(frame, fate, port, arrival + layout.switchToPeerNanos());
        });
    }

    private void fromPeer(long at, Frame frame) {
        boolean known = learned != null && at < lastTaught + layout.switchAgeingNanos();
        if (known) {
            toNic(at, learned, frame);
        } else {
            toNic(at, Host.A, frame);
            toNic(at, Host.B, copyOf(frame));
        }
    }

    private void toNic(long at, Host host, Frame frame) {
        long arrival = at + layout.switchToNicNanos();
        plan(arrival, Rank.NIC, frame, () -> {
            Verdict verdict = new Verdict();
            new Classifier(nics.get(host).registers()).receive(headerOf(frame), verdict);
            boolean toPrimary = verdict.reaches(EmbeddedSwitch.PRIMARY);
            if (toPrimary) {
                toQueue(arrival + layout.nicToPrimaryNanos(), primaries.get(host), frame);
            }
            if (verdict.reaches(EmbeddedSwitch.STANDBY)) {
                toQueue(arrival + layout.nicToStandbyNanos(), standbys.get(host), toPrimary ? copyOf(frame) : frame);
            }
            verdict.dropped().ifPresent(reason -> {
                boolean deaf = reason == DropReason.POOL_RX_DISABLED
                        || reason == DropReason.QUEUE_DISABLED
                        || reason == DropReason.BUS_MASTER_OFF;
                boolean byPrimary = (verdict.refused(reason) & FilterRegisters.only(EmbeddedSwitch.PRIMARY)) != 0;
                end(frame, deaf && byPrimary ? nics.get(host).refused() : reason.fate(), host, arrival);
            });
        });
    }

    private FrameHeader headerOf(Frame frame) {
        return frame.kind == Flow.Kind.ANNOUNCEMENT
                ? ANNOUNCED
                : flows.get(frame.flow).header();
    }

    private void toQueue(long at, Queue queue, Frame frame) {
        plan(at, Rank.QUEUE, frame, () -> queue.arrive(at, frame));
    }

    private static Frame copyOf(Frame frame) {
        return new Frame(frame.flow, frame.index, frame.kind, true, frame.via);
    }

    private void end(Frame frame, FrameFate fate, Host host, long at) {
        if (frame.kind == Flow.Kind.ANNOUNCEMENT) {
            return;
        }
        byte[] known = fates.get(frame.flow);
        byte code = Ledger.code(fate, host);
        int index = (int) frame.index;
        known[index] = known[index] < code ? code : known[index];
        if (fate.isDelivered()) {
            long[] times = deliveredAt.get(frame.flow);
            times[index] = times[index] == Long.MIN_VALUE ? at : Math.min(times[index], at);
        }
    }
}
