package dev.vfgap.scenarios.probe;

import dev.vfgap.models.frame.Mac;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code vfgap probe run --apply} and {@code probe restore} on a {@link BedHost}, as a program of its own that can be killed:
 * {@code run FILTER STATE FOLDER VARIANT SETTLE_MS HALT} and {@code restore FILTER STATE FOLDER}. Before the change numbered
 * HALT, whose undo is in the journal, it dies without a word, as by SIGKILL; -1 = never.
 */
final class BedProgram {
    private static final int KILLED = 137;

    private BedProgram() {}

    public static void main(String[] args) {
        BedHost bed = new BedHost(BedHost.Filter.valueOf(args[1]), Path.of(args[2]));
        Path folder = Path.of(args[3]);
        if (args[0].equals("restore")) {
            ProbeSession.restore(bed, folder).values().forEach(failures -> failures.forEach(System.err::println));
            return;
        }
        ProbeRequest request =
                new ProbeRequest(BedHost.PF, 0, Mac.parse(BedHost.MAC), OptionalInt.empty(), BedHost.SENDER);
        Map<ProbeVariant, ProbeRun.Result> results = ProbeSession.run(
                new Mortal(bed, Integer.parseInt(args[6])),
                request,
                List.of(ProbeVariant.of(args[4]).orElseThrow()),
                Long.parseLong(args[5]) * 1_000_000L,
                folder,
                System.err::println);
        results.values().forEach(result -> System.out.println(result));
    }

    /** A host on which the program dies at a change. */
    private static final class Mortal implements ProbeHost {
        private final ProbeHost host;
        private int left;

        Mortal(ProbeHost host, int left) {
            this.host = host;
            this.left = left;
        }

        @Override
        public Ended change(HostChange change) {
            if (left-- == 0) {
                Runtime.getRuntime().halt(KILLED);
            }
            return host.change(change);
        }

        @Override
        public Ended undo(HostChange change) {
            return host.undo(change);
        }

        @Override
        public Ended look(List<String> words) {
            return host.look(words);
        }

        @Override
        public java.util.Optional<String> read(String path) {
            return host.read(path);
        }

        @Override
        public java.util.Optional<String> linkTarget(String path) {
            return host.linkTarget(path);
        }

        @Override
        public List<String> list(String path) {
            return host.list(path);
        }

        @Override
        public boolean exists(String path) {
            return host.exists(path);
        }
    }
}
