package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Mac;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.SequenceField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The numbered UDP stream of a lab's captures: the flow with most frames whose payload counts them, and which of its ends is
 * the guest.
 *
 * <p>The guest is the end whose address is given; else the one for which QEMU sent RARP messages; else the one with QEMU's
 * address prefix 52:54:00, where the other has another.
 *
 * @param guest the guest's end, as a manifest has it
 * @param peer the peer's end
 * @param traffic the stream, an entry a direction
 */
record StreamEnds(ObjectNode guest, ObjectNode peer, List<ObjectNode> traffic) {
    private static final long QEMU_PREFIX = 0x525400;

    /** Flows with less than this share of the frames of the largest cannot be mistaken for it. */
    private static final double RIVAL = 0.5;

    /** A flow over all captures. */
    private static final class Candidate {
        private final Flows.Key key;
        private long frames;
        private Optional<SequenceField> numbers = Optional.empty();
        private Flows.Flow seen;

        private Candidate(Flows.Key key) {
            this.key = key;
        }
    }

    /**
     * Finds the stream.
     *
     * @param guestMac the guest's address, where it is given
     * @throws BadInputException when there is none, or it cannot be told from another, or its guest from its peer
     */
    static StreamEnds find(LabFolder lab, OptionalLong guestMac) {
        Map<Flows.Key, Candidate> all = new LinkedHashMap<>();
        Set<Long> announcers = new HashSet<>();
        for (LabFile file : lab.files()) {
            file.capture().ifPresent(capture -> {
                announcers.addAll(capture.flows().announcers());
                capture.flows().byFrames().forEach(flow -> add(all, flow));
            });
        }
        List<Candidate> numbered = all.values().stream()
                .filter(candidate -> candidate.numbers.isPresent())
                .sorted(Comparator.comparingLong((Candidate candidate) -> pairFrames(all, candidate))
                        .reversed())
                .toList();
        if (numbered.isEmpty()) {
            throw bad(
                    lab,
                    "no capture shows a UDP flow whose frames carry a number that counts up",
                    "send numbered frames, or say in capture.yaml what guest, peer and traffic are");
        }
        Candidate best = numbered.get(0);
        List<Candidate> rivals = numbered.stream()
                .filter(candidate -> candidate != best && !candidate.key.equals(best.key.back()))
                .filter(candidate -> pairFrames(all, candidate) > RIVAL * pairFrames(all, best))
                .toList();
        if (!rivals.isEmpty()) {
            throw bad(
                    lab,
                    "several UDP flows are numbered: " + text(best.key) + " and " + text(rivals.get(0).key),
                    "say in capture.yaml what guest, peer and traffic are");
        }
        boolean guestSends = guestSends(lab, best, guestMac, announcers);
        Candidate other = all.get(best.key.back());
        Candidate fromGuest = guestSends ? best : other;
        Candidate toGuest = guestSends ? other : best;
        return new StreamEnds(end(best, guestSends), end(best, !guestSends), traffic(toGuest, fromGuest));
    }

    private static void add(Map<Flows.Key, Candidate> all, Flows.Flow flow) {
        Candidate candidate = all.computeIfAbsent(flow.key(), Candidate::new);
        candidate.frames += flow.frames();
        candidate.numbers = candidate.numbers.or(flow::numbers);
        candidate.seen = candidate.seen == null ? flow : candidate.seen;
    }

    private static long pairFrames(Map<Flows.Key, Candidate> all, Candidate candidate) {
        Candidate back = all.get(candidate.key.back());
        return candidate.frames + (back == null ? 0 : back.frames);
    }

    private static boolean guestSends(LabFolder lab, Candidate flow, OptionalLong guestMac, Set<Long> announcers) {
        long from = flow.seen.sourceMac();
        long to = flow.seen.destinationMac();
        List<Set<Long>> marks = new ArrayList<>();
        if (guestMac.isPresent()) {
            marks.add(Set.of(guestMac.getAsLong()));
        } else {
            marks.add(announcers);
            marks.add(Set.of(from >> 24 == QEMU_PREFIX ? from : -1, to >> 24 == QEMU_PREFIX ? to : -2));
        }
        for (Set<Long> mark : marks) {
            if (mark.contains(from) != mark.contains(to)) {
                return mark.contains(from);
            }
        }
        throw bad(
                lab,
                "which end of " + text(flow.key) + " is the guest cannot be told from its addresses " + Mac.format(from)
                        + " and " + Mac.format(to),
                "give --guest-mac");
    }

    /** The sending end of a flow or the other one. */
    private static ObjectNode end(Candidate flow, boolean sending) {
        Flows.Key key = flow.key;
        return Json.object()
                .put("mac", Mac.format(sending ? flow.seen.sourceMac() : flow.seen.destinationMac()))
                .put("ipv4", ipv4(sending ? key.sourceIpv4() : key.destinationIpv4()))
                .put("udpPort", sending ? key.sourcePort() : key.destinationPort());
    }

    private static List<ObjectNode> traffic(Candidate toGuest, Candidate fromGuest) {
        List<ObjectNode> traffic = new ArrayList<>();
        entry("rx", toGuest).ifPresent(traffic::add);
        entry("tx", fromGuest).ifPresent(traffic::add);
        return traffic;
    }

    private static Optional<ObjectNode> entry(String direction, Candidate flow) {
        if (flow == null) {
            return Optional.empty();
        }
        ObjectNode entry = Json.object().put("direction", direction);
        flow.numbers.ifPresent(field -> entry.putObject("sequence")
                .put("payloadOffset", field.payloadOffset())
                .put("bytes", field.bytes())
                .put("order", field.order().name().toLowerCase(Locale.ROOT)));
        return Optional.of(entry);
    }

    private static String text(Flows.Key key) {
        return ipv4(key.sourceIpv4()) + ":" + key.sourcePort() + " > " + ipv4(key.destinationIpv4()) + ":"
                + key.destinationPort();
    }

    static String ipv4(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }

    private static BadInputException bad(LabFolder lab, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(lab.folder().toString(), message, mend));
    }
}
