package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.SequenceField;
import dev.vfgap.replay.capture.FrameView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The UDP flows of captures, each with its frames and the field of its payload that counts them, and who announced itself.
 *
 * <p>A field counts when it is one more from frame to frame in nearly all cases. Not modelled: fields at odd offsets, other
 * steps than one, flows over IPv6 or TCP.
 */
public final class Flows {
    /** So many flows are told apart; a capture of a busy network has more, of which the stream is hardly the last. */
    private static final int MOST_FLOWS = 4_096;

    /** So many of them are remembered of each capture. */
    private static final int KEPT_FLOWS = 64;

    private static final int MOST_ANNOUNCERS = 256;

    private final Map<Key, Flow> flows = new LinkedHashMap<>();
    private final Set<Long> announcers = new HashSet<>();

    /** A flow: addresses and ports of IPv4 and UDP. */
    public record Key(int sourceIpv4, int destinationIpv4, int sourcePort, int destinationPort) {

        /** The flow of the other direction. */
        public Key back() {
            return new Key(destinationIpv4, sourceIpv4, destinationPort, sourcePort);
        }
    }

    /** A flow that is being watched. */
    static final class Flow {
        private final Key key;
        private NumberField numbers = new NumberField();
        private Optional<SequenceField> field = Optional.empty();
        private final Map<Long, Integer> sources = new HashMap<>();
        private final Map<Long, Integer> destinations = new HashMap<>();
        private long frames;

        private Flow(Key key) {
            this.key = key;
        }

        Key key() {
            return key;
        }

        long frames() {
            return frames;
        }

        /** The field that counts its frames, once the capture has been read. */
        Optional<SequenceField> numbers() {
            return field;
        }

        /** The link address from which most of its frames came. */
        long sourceMac() {
            return most(sources);
        }

        /** The link address to which most of its frames went. */
        long destinationMac() {
            return most(destinations);
        }

        private static long most(Map<Long, Integer> counts) {
            return counts.entrySet().stream()
                    .max(Map.Entry.<Long, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .orElse(0L);
        }
    }

    void saw(FrameView frame) {
        if (frame.announces() && frame.kind() == FrameView.Kind.RARP && announcers.size() < MOST_ANNOUNCERS) {
            announcers.add(frame.source());
        }
        if (frame.kind() != FrameView.Kind.UDP) {
            return;
        }
        Key key = new Key(frame.sourceIpv4(), frame.destinationIpv4(), frame.sourcePort(), frame.destinationPort());
        Flow flow = flows.get(key);
        if (flow == null) {
            if (flows.size() >= MOST_FLOWS) {
                return;
            }
            flow = new Flow(key);
            flows.put(key, flow);
        }
        flow.frames++;
        flow.numbers.saw(frame);
        count(flow.sources, frame.source());
        count(flow.destinations, frame.destination());
    }

    private static void count(Map<Long, Integer> counts, long mac) {
        if (counts.size() < 16 || counts.containsKey(mac)) {
            counts.merge(mac, 1, Integer::sum);
        }
    }

    /** Keeps, when all frames have been seen, the largest flows and what was found of them. */
    void settle() {
        List<Flow> largest = byFrames();
        flows.clear();
        for (Flow flow : largest.subList(0, Math.min(KEPT_FLOWS, largest.size()))) {
            flow.field = flow.numbers.found();
            flow.numbers = null;
            flows.put(flow.key, flow);
        }
    }

    /** Who sent RARP messages, as QEMU does for a guest that has come. */
    Set<Long> announcers() {
        return announcers;
    }

    /** The flows, the one with the most frames first. */
    List<Flow> byFrames() {
        List<Flow> sorted = new ArrayList<>(flows.values());
        sorted.sort(Comparator.comparingLong((Flow flow) -> flow.frames).reversed());
        return sorted;
    }
}
