package dev.vfgap.replay.probe;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.nic.Classifier;
import dev.vfgap.models.nic.DropReason;
import dev.vfgap.models.nic.Verdict;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.PortSettings;
import dev.vfgap.replay.bundle.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a NIC of a family sends each stream of a probe after each step, from the steps' commands alone, beside where its
 * frames went.
 *
 * <p>The commands act on a {@link NicHost}, the family's drivers write its registers, and the one classifier reads them. No
 * register dump is read, and no capture but to compare.
 *
 * @param bundle the bundle's name
 * @param device the NIC that was probed
 * @param family the name of the family that predicts
 * @param asProbed with the NIC as it was probed, an emulated one or silicon
 * @param otherwise with the other value of {@code nic.defaultPoolNeedsPromisc}
 * @param findings what the bundle cannot show, and which commands were not understood
 */
public record ProbePrediction(
        String bundle, ProbeDevice device, String family, Result asProbed, Result otherwise, List<Finding> findings) {

    /** Shorter than this a frame is padded. */
    private static final int FRAME_BYTES = 60;

    private static final long SENDER = 0x02_00_00_00_00_aaL;

    /**
     * One stream in one step.
     *
     * @param step the step's name
     * @param stream the stream's name
     * @param measured where most frames of its settled second went; empty when none was sent in it, or neither place captured
     * @param predicted where the family's drivers lead it
     * @param reason why it leads nowhere; empty when it leads somewhere
     */
    public record Cell(
            String step,
            String stream,
            Optional<ProbePath> measured,
            ProbePath predicted,
            Optional<DropReason> reason) {

        /** Whether the prediction contradicts what was measured. */
        public boolean differs() {
            return measured.filter(path -> !path.allows(predicted)).isPresent();
        }
    }

    /**
     * The prediction with one chip.
     *
     * @param chip the chip
     * @param cells every step and stream, step by step
     */
    public record Result(ProbeClassification.Chip chip, List<Cell> cells) {

        public Result {
            cells = List.copyOf(cells);
        }

        /** Cells of which something was measured. */
        public long compared() {
            return cells.stream().filter(cell -> cell.measured().isPresent()).count();
        }

        public long agreeing() {
            return compared() - cells.stream().filter(Cell::differs).count();
        }
    }

    public ProbePrediction {
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(asProbed, "asProbed");
        Objects.requireNonNull(otherwise, "otherwise");
        findings = List.copyOf(findings);
    }

    /**
     * Predicts a bundle's paths.
     *
     * @param family the NIC's family
     * @throws dev.vfgap.replay.bundle.BadInputException when a capture cannot be read
     */
    public static ProbePrediction of(ProbeBundle bundle, NicFamily family) {
        ProbeSightings sightings = ProbeSightings.of(bundle);
        ProbeCounts counts = ProbeCounts.of(bundle, sightings);
        List<Finding> findings = new ArrayList<>(bundle.findings());
        findings.addAll(sightings.findings());
        boolean emulated = bundle.device().emulated().orElse(false);
        NicFamily probed = emulated ? emulated(family) : family;
        boolean needsPromisc = probed.settings().defaultPoolNeedsPromisc();
        NicFamily other = probed.on(probed.settings().withDefaultPoolNeedsPromisc(!needsPromisc));
        Result asProbed = predict(bundle, probed, counts, findings);
        Result otherwise = predict(bundle, other, counts, new ArrayList<>());
        return new ProbePrediction(bundle.name(), bundle.device(), family.name(), asProbed, otherwise, findings);
    }

    /** The only emulated NIC with VFs is QEMU's 82576. */
    private static NicFamily emulated(NicFamily family) {
        return family.settings().equals(PortSettings.IGB)
                ? family.on(PortSettings.QEMU_IGB)
                : family.on(family.settings().withDefaultPoolNeedsPromisc(false));
    }

    /** The result with a chip. */
    public Result with(ProbeClassification.Chip chip) {
        return asProbed.chip() == chip ? asProbed : otherwise;
    }

    private static Result predict(ProbeBundle bundle, NicFamily family, ProbeCounts counts, List<Finding> findings) {
        ProbeWalk walk = new ProbeWalk(bundle, family);
        List<Cell> cells = new ArrayList<>();
        walk.walk(step -> {
            for (int stream = 0; stream < bundle.streams().size(); stream++) {
                cells.add(cell(bundle, step, stream, walk.host(), walk.probedVf(), counts));
            }
        });
        findings.addAll(walk.findings());
        ProbeClassification.Chip chip = family.settings().defaultPoolNeedsPromisc()
                ? ProbeClassification.Chip.SILICON
                : ProbeClassification.Chip.EMULATED;
        return new Result(chip, cells);
    }

    private static Cell cell(ProbeBundle bundle, int step, int stream, NicHost host, int vf, ProbeCounts counts) {
        Verdict verdict = new Verdict();
        new Classifier(host.nic().registers()).receive(header(bundle, stream), verdict);
        int pf = host.nic().pfPool();
        ProbePath predicted =
                ProbePath.of(side(verdict.reaches(pf)), side(vf < host.nic().vfs() && verdict.reaches(vf)));
        return new Cell(
                bundle.steps().get(step).name(),
                bundle.streams().get(stream).name(),
                counts.cell(step, stream).path().filter(path -> path != ProbePath.UNKNOWN),
                predicted,
                predicted == ProbePath.NONE ? verdict.dropped() : Optional.empty());
    }

    private static ProbePath.Side side(boolean reached) {
        return reached ? ProbePath.Side.YES : ProbePath.Side.NO;
    }

    private static FrameHeader header(ProbeBundle bundle, int stream) {
        int etherType = bundle.frames().map(ProbeFrameFormat::etherType).orElse(0x88b5);
        ProbeStream sent = bundle.streams().get(stream);
        return sent.vlan().isPresent()
                ? FrameHeader.tagged(
                        bundle.testMac(),
                        SENDER,
                        sent.vlan().getAsInt(),
                        etherType,
                        FRAME_BYTES + FrameHeader.TAG_BYTES)
                : FrameHeader.untagged(bundle.testMac(), SENDER, etherType, FRAME_BYTES);
    }
}
