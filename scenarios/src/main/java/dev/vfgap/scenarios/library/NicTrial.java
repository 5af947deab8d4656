package dev.vfgap.scenarios.library;

import dev.vfgap.models.frame.FrameHeader;
import dev.vfgap.models.nic.Classifier;
import dev.vfgap.models.nic.Verdict;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.models.nic.family.Outcome;
import dev.vfgap.models.nic.family.Pending;
import dev.vfgap.models.nic.family.PfReception;
import dev.vfgap.models.nic.family.VirtualizedNic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An order of steps, carried out on the model of a NIC, and where a frame to the guest's MAC goes after each of them.
 *
 * <p>The frame comes from the wire; the NIC is up with one VF. What a step has left to do is done before the next one; what
 * of it changes the path is a row of its own. Nothing of this is stored with a family: it follows from the family's table, the
 * registers that are written by it, and the classification.
 *
 * @param order what was carried out
 * @param rows one for each step that is needed, and for what comes of it later
 */
public record NicTrial(NicOrder order, List<Row> rows) {
    static final long GUEST_MAC = 0x02_00_00_00_00_02L;
    private static final long PF_MAC = 0x02_00_00_00_00_01L;
    private static final long PEER_MAC = 0x02_00_00_00_00_03L;
    private static final int IPV4 = 0x0800;
    private static final FrameHeader FRAME = FrameHeader.untagged(GUEST_MAC, PEER_MAC, IPV4, 64);

    /** Who receives the frame. */
    public enum Path {
        NOWHERE("lost"),
        PF("PF"),
        VF("VF"),
        BOTH("PF+VF");

        private final String text;

        Path(String text) {
            this.text = text;
        }

        /** As in tables. */
        public String text() {
            return text;
        }
    }

    /**
     * What a step, or a part of one, leads to.
     *
     * @param step the step
     * @param after key of the parameter that says how long after the row before it this comes; empty = at once
     * @param refusal the tool's words when the step was refused
     * @param paths who receives the frame then, by the PF's reception
     */
    public record Row(
            NicOrder.Step step, Optional<String> after, Optional<String> refusal, Map<PfReception, Path> paths) {

        /** Who receives the frame then. */
        public Path path(PfReception reception) {
            return paths.get(reception);
        }

        /** The moment, in words. */
        public String moment() {
            return after.map(key -> key + " after " + step.text()).orElse(step.text());
        }
    }

    /**
     * A time in which the frame is lost.
     *
     * @param from the row that begins it
     * @param until the row that ends it; empty when the order does not
     */
    public record Window(Row from, Optional<Row> until) {}

    /** Carries out an order on a family. */
    public static NicTrial of(NicFamily family, NicOrder order) {
        List<VirtualizedNic> nics = Arrays.stream(PfReception.values())
                .map(reception -> nic(family, reception))
                .toList();
        for (NicOrder.Step step : order.before()) {
            nics.forEach(nic -> step.neededOn(nic).ifPresent(nic::settle));
        }
        List<Row> rows = new ArrayList<>();
        for (NicOrder.Step step : order.steps()) {
            List<Outcome> outcomes =
                    nics.stream().flatMap(nic -> step.neededOn(nic).stream()).toList();
            if (!outcomes.isEmpty()) {
                rows.add(row(step, Optional.empty(), outcomes.get(0).refusal(), nics));
                complete(nics, step, outcomes, rows);
            }
        }
        return new NicTrial(order, List.copyOf(rows));
    }

    private static VirtualizedNic nic(NicFamily family, PfReception reception) {
        VirtualizedNic nic = new VirtualizedNic(family, PF_MAC);
        nic.settle(nic.createVfs(1));
        nic.settle(nic.pfUp());
        reception.prepare(nic, GUEST_MAC);
        return nic;
    }

    /** Does what a step has left to do on each NIC; drivers do not know of the standby, so it is the same on all. */
    private static void complete(
            List<VirtualizedNic> nics, NicOrder.Step step, List<Outcome> outcomes, List<Row> rows) {
        for (int part = 0; part < outcomes.get(0).pending().size(); part++) {
            List<Outcome> rest = new ArrayList<>();
            for (int i = 0; i < nics.size(); i++) {
                rest.add(nics.get(i).complete(outcomes.get(i).pending().get(part)));
            }
            Pending pending = outcomes.get(0).pending().get(part);
            Row row = row(step, Optional.of(pending.delay()), Optional.empty(), nics);
            Row before = rows.get(rows.size() - 1);
            if (!row.paths.equals(before.paths)) {
                rows.add(row);
            }
            complete(nics, step, rest, rows);
        }
    }

    private static Row row(
            NicOrder.Step step, Optional<String> after, Optional<String> refusal, List<VirtualizedNic> nics) {
        Map<PfReception, Path> paths = new EnumMap<>(PfReception.class);
        for (PfReception reception : PfReception.values()) {
            paths.put(reception, path(nics.get(reception.ordinal())));
        }
        return new Row(step, after, refusal, paths);
    }

    private static Path path(VirtualizedNic nic) {
        Verdict verdict = new Verdict();
        new Classifier(nic.registers()).receive(FRAME, verdict);
        boolean reachesPf = verdict.reaches(nic.pfPool());
        boolean reachesVf = verdict.reaches(NicOrder.VF);
        if (reachesPf) {
            return reachesVf ? Path.BOTH : Path.PF;
        }
        return reachesVf ? Path.VF : Path.NOWHERE;
    }

    /** When the frame is lost, in the order of time. */
    public List<Window> windows(PfReception reception) {
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).path(reception) == Path.NOWHERE) {
                Row from = rows.get(i);
                while (i < rows.size() && rows.get(i).path(reception) == Path.NOWHERE) {
                    i++;
                }
                windows.add(new Window(from, i < rows.size() ? Optional.of(rows.get(i)) : Optional.empty()));
            }
        }
        return windows;
    }
}
