package dev.vfgap.replay.probe;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.nic.Classifier;
import dev.vfgap.models.nic.DropReason;
import dev.vfgap.models.nic.FilterRegisters;
import dev.vfgap.models.nic.PortFlag;
import dev.vfgap.models.nic.Verdict;
import dev.vfgap.replay.bundle.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The classifier against a real NIC's decisions: each frame that the NIC accepted in the settled second of a step,
 * classified by the registers that were dumped in that step, beside where it was seen.
 *
 * <p>Without a capture of what the NIC accepted, the frames on the wire are taken. One that was seen nowhere although the
 * registers lead it somewhere may then never have been taken by the NIC: it is {@linkplain Result#undecidedFrames
 * undecided}, unless most frames of its step and stream are so, which no loss in front of the NIC explains.
 *
 * @param bundle the bundle's name
 * @param device the NIC
 * @param basis which frames were classified
 * @param asProbed with the NIC as it was probed: an emulated one gives its default pool every unmatched frame
 * @param otherwise with the other value of {@code nic.defaultPoolNeedsPromisc}
 * @param findings what the bundle cannot show and what is doubtful in it
 */
public record ProbeClassification(
        String bundle, ProbeDevice device, Basis basis, Result asProbed, Result otherwise, List<Finding> findings) {

    /** The parameter in which the emulated chip is known to differ from silicon. */
    public static final String PARAMETER = "nic.defaultPoolNeedsPromisc";

    /** Which frames are classified. */
    public enum Basis {
        /** Those that the NIC accepted. */
        ACCEPTED,
        /** Those on the wire: what the NIC accepted was not captured. */
        WIRE,
        /** Those that the PF or the VF received: nothing before them was captured. */
        RECEIVED
    }

    /** Whether the default pool takes unmatched unicast although the PF is not promiscuous. */
    public enum Chip {
        /** QEMU's 82576: it does, {@code nic.defaultPoolNeedsPromisc} = false. */
        EMULATED,
        /** As the manual's port filter says: it does not, {@code nic.defaultPoolNeedsPromisc} = true. */
        SILICON
    }

    /**
     * Frames of one stream and step that were seen at the same places and classified alike.
     *
     * @param step the step's name
     * @param stream the stream's name
     * @param measured where they were seen
     * @param predicted where the registers lead them
     * @param frames how many
     * @param reason why the registers lead them nowhere; empty when they lead somewhere
     */
    public record Row(
            String step,
            String stream,
            ProbePath measured,
            ProbePath predicted,
            int frames,
            Optional<DropReason> reason) {

        /** Whether the prediction can be what was seen. */
        public boolean agrees() {
            return measured.allows(predicted);
        }
    }

    /**
     * What was found with one chip.
     *
     * @param chip the chip
     * @param rows all frames by step, stream, and what was seen and predicted, those undecided left out
     * @param undecidedFrames frames on the wire that may never have been taken by the NIC
     */
    public record Result(Chip chip, List<Row> rows, long undecidedFrames) {

        public Result {
            rows = List.copyOf(rows);
        }

        public long frames() {
            return rows.stream().mapToLong(Row::frames).sum();
        }

        public long agreeing() {
            return rows.stream().filter(Row::agrees).mapToLong(Row::frames).sum();
        }
    }

    public ProbeClassification {
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(asProbed, "asProbed");
        Objects.requireNonNull(otherwise, "otherwise");
        findings = List.copyOf(findings);
    }

    /**
     * Classifies a bundle's frames.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when a capture cannot be read
     */
    public static ProbeClassification of(ProbeBundle bundle) {
        return new Work(bundle).result();
    }

    /** The result with a chip. */
    public Result with(Chip chip) {
        return asProbed.chip() == chip ? asProbed : otherwise;
    }

    private record Key(int step, int stream, ProbePath measured, ProbePath predicted) {}

    private record Decision(ProbePath path, Optional<DropReason> reason) {}

    private static final Comparator<Key> ORDER = Comparator.comparingInt(Key::step)
            .thenComparingInt(Key::stream)
            .thenComparing(Key::measured)
            .thenComparing(Key::predicted);

    private static final class Work {
        private final ProbeBundle bundle;
        private final ProbeSightings sightings;
        private final ProbeCounts counts;
        private final Basis basis;
        private final int vfPool;
        private final List<Finding> findings = new ArrayList<>();
        private final List<Optional<FilterRegisters>> registers = new ArrayList<>();
        private final List<Integer> pfPools = new ArrayList<>();

        Work(ProbeBundle bundle) {
            this.bundle = bundle;
            sightings = ProbeSightings.of(bundle);
            counts = ProbeCounts.of(bundle, sightings);
            basis = bundle.has(ProbePoint.At.ACCEPTED)
                    ? Basis.ACCEPTED
                    : bundle.has(ProbePoint.At.WIRE) ? Basis.WIRE : Basis.RECEIVED;
            findings.addAll(bundle.findings());
            findings.addAll(sightings.findings());
            vfPool = readRegisters();
        }

        /** Reads each step's dump; gives the pool of the VF that the probe is about, which is its number. */
        private int readRegisters() {
            ProbeScript script = new ProbeScript(bundle);
            PfVlans vlans = new PfVlans(script.pf());
            int step = 0;
            for (var event : bundle.events().events()) {
                script.run(event, vlans);
                if (step < bundle.steps().size()
                        && bundle.steps().get(step).event().equals(event)) {
                    readRegisters(bundle.steps().get(step), vlans);
                    step++;
                }
            }
            findings.addAll(script.findings().stream()
                    .filter(finding -> finding.kind() == Finding.Kind.LIMIT)
                    .toList());
            return script.probedVf();
        }

        private void readRegisters(ProbeStep step, PfVlans vlans) {
            Optional<FilterRegisters> read = Optional.empty();
            int pfPool = 0;
            if (step.registers().isEmpty()) {
                findings.add(Finding.limit(where(step), "has no register dump; its frames are not classified"));
            } else {
                try {
                    RegisterDump dump = RegisterDump.parse(step.registers().get());
                    read = Optional.of(dump.registers(vlans.vids()));
                    pfPool = dump.pfPool();
                } catch (IllegalArgumentException e) {
                    findings.add(Finding.doubt(where(step), e.getMessage() + "; its frames are not classified"));
                }
            }
            registers.add(read);
            pfPools.add(pfPool);
        }

        private static String where(ProbeStep step) {
            return "step " + step.name();
        }

        ProbeClassification result() {
            if (basis == Basis.WIRE) {
                findings.add(Finding.limit(
                        "points",
                        "hold no capture of what the NIC accepted: the frames on the wire are classified, and one that was"
                                + " seen nowhere may have been lost before the NIC"));
            }
            if (basis == Basis.RECEIVED) {
                findings.add(Finding.limit(
                        "points",
                        "hold no capture of what the NIC accepted: only frames that were received are classified, and none that"
                                + " was lost"));
            }
            boolean silicon = !bundle.device().emulated().orElse(false);
            Result emulated = classify(Chip.EMULATED);
            Result real = classify(Chip.SILICON);
            return new ProbeClassification(
                    bundle.name(),
                    bundle.device(),
                    basis,
                    silicon ? real : emulated,
                    silicon ? emulated : real,
                    findings);
        }

        private Result classify(Chip chip) {
            List<List<Decision>> decisions = new ArrayList<>();
            for (int step = 0; step < registers.size(); step++) {
                decisions.add(decide(step, chip));
            }
            Map<Key, Integer> found = new TreeMap<>(ORDER);
            Map<Key, DropReason> reasons = new TreeMap<>(ORDER);
            for (int frame = 0; frame < sightings.frames(); frame++) {
                if (!sightings.counts(frame) || !isBasis(frame) || registers.isEmpty()) {
                    continue;
                }
                int step = counts.step(frame);
                if (counts.isSettled(step, frame) && registers.get(step).isPresent()) {
                    Decision decision = decisions.get(step).get(sightings.header(frame));
                    Key key = new Key(step, sightings.stream(frame), sightings.path(frame), decision.path());
                    found.merge(key, 1, Integer::sum);
                    decision.reason().ifPresent(reason -> reasons.putIfAbsent(key, reason));
                }
            }
            return rows(found, reasons, chip);
        }

        private boolean isBasis(int frame) {
            boolean measured = sightings.path(frame) != ProbePath.UNKNOWN;
            return measured && (basis != Basis.ACCEPTED || sightings.was(frame, ProbePoint.At.ACCEPTED));
        }

        private Result rows(Map<Key, Integer> found, Map<Key, DropReason> reasons, Chip chip) {
            List<Row> rows = new ArrayList<>();
            long undecided = 0;
            for (Map.Entry<Key, Integer> entry : found.entrySet()) {
                Key key = entry.getKey();
                if (mayBeLostBeforeTheNic(key) && !isMost(key, found)) {
                    undecided += entry.getValue();
                    continue;
                }
                rows.add(new Row(
                        bundle.steps().get(key.step()).name(),
                        bundle.streams().get(key.stream()).name(),
                        key.measured(),
                        key.predicted(),
                        entry.getValue(),
                        Optional.ofNullable(reasons.get(key))));
            }
            return new Result(chip, rows, undecided);
        }

        private boolean mayBeLostBeforeTheNic(Key key) {
            return basis == Basis.WIRE
                    && !key.measured().allows(key.predicted())
                    && key.measured().allows(ProbePath.NONE);
        }

        private static boolean isMost(Key key, Map<Key, Integer> found) {
            int all = 0;
            for (Map.Entry<Key, Integer> entry : found.entrySet()) {
                boolean beside = entry.getKey().step() == key.step() && entry.getKey().stream() == key.stream();
                all += beside ? entry.getValue() : 0;
            }
            return found.get(key) * 2 > all;
        }

        /** What a step's registers make of each header that occurs. */
        private List<Decision> decide(int step, Chip chip) {
            if (registers.get(step).isEmpty()) {
                return List.of();
            }
            FilterRegisters filter = registers.get(step).get().copy();
            if (chip == Chip.SILICON) {
                filter.set(PortFlag.DEFAULT_POOL_BEHIND_PORT_FILTER);
            }
            Classifier classifier = new Classifier(filter);
            Verdict verdict = new Verdict();
            int pf = pfPools.get(step);
            List<Decision> decisions = new ArrayList<>();
            for (FrameHeader header : sightings.headers()) {
                classifier.receive(header, verdict);
                boolean toVf = vfPool != pf && vfPool < filter.pools() && verdict.reaches(vfPool);
                decisions.add(new Decision(ProbePath.of(side(verdict.reaches(pf)), side(toVf)), verdict.dropped()));
            }
            return decisions;
        }

        private static ProbePath.Side side(boolean reached) {
            return reached ? ProbePath.Side.YES : ProbePath.Side.NO;
        }
    }
}
