package dev.vfgap.scenarios.probe;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.MachineRefusedException;
import dev.vfgap.scenarios.output.InterruptHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Several variants of a probe, one after the other, each in a folder of its own; Ctrl-C ends it with the host as it was. */
public final class ProbeSession {
    /** So long an interrupted program waits until all is taken back: removing VFs takes a driver seconds. */
    private static final long MOST_RESTORING_SECONDS = 60;

    private ProbeSession() {}

    /**
     * Runs them.
     *
     * @throws MachineRefusedException when the host is not to be probed
     * @throws BadInputException when the folder holds a run already
     */
    public static Map<ProbeVariant, ProbeRun.Result> run(
            ProbeHost host,
            ProbeRequest request,
            List<ProbeVariant> variants,
            long settleNanos,
            Path folder,
            Consumer<String> told) {
        for (ProbeVariant variant : variants) {
            refuseUsed(folder.resolve(variant.word()));
        }
        List<String> problems = HostCheck.of(host, request, variants);
        if (!problems.isEmpty()) {
            throw new MachineRefusedException(
                    InputProblem.ofFile(
                            request.pf(), "cannot be probed: " + String.join("; ", problems), "nothing was changed"),
                    new IOException("refused"));
        }
        CountDownLatch stop = new CountDownLatch(1);
        InterruptHook hook = InterruptHook.begin("vfgap-probe-end", stop::countDown, MOST_RESTORING_SECONDS);
        try {
            Map<ProbeVariant, ProbeRun.Result> results = new LinkedHashMap<>();
            for (ProbeVariant variant : variants) {
                told.accept("variant " + variant.word() + ": " + variant.meaning());
                ProbeRun.Result result = new ProbeRun(
                                host, request, variant, settleNanos, folder.resolve(variant.word()), stop, told)
                        .run();
                results.put(variant, result);
                boolean interrupted = stop.getCount() == 0;
                if (interrupted || !result.complete() || !result.notRestored().isEmpty()) {
                    break;
                }
            }
            return results;
        } finally {
            hook.close();
        }
    }

    private static void refuseUsed(Path folder) {
        if (Files.exists(folder.resolve(ChangeJournal.NAME))) {
            throw new BadInputException(InputProblem.ofFile(
                    folder.toString(), "holds a run that was killed", "take it back: vfgap probe restore " + folder));
        }
        if (Files.exists(folder.resolve("events.jsonl"))) {
            throw new BadInputException(
                    InputProblem.ofFile(folder.toString(), "holds a probe already", "name another folder with --out"));
        }
    }

    /**
     * Takes back what killed runs have left in a folder, or in those inside it.
     *
     * @return the folders that had something to take back, with what could not be
     */
    public static Map<Path, List<String>> restore(ProbeHost host, Path folder) {
        List<Path> folders = new ArrayList<>(List.of(folder));
        try (Stream<Path> inside = Files.list(folder)) {
            inside.filter(Files::isDirectory).sorted().forEach(folders::add);
        } catch (IOException e) {
            throw new BadInputException(InputProblem.ofFile(
                    folder.toString(), "is no folder that can be read", "name the folder of a probe run"));
        }
        Map<Path, List<String>> restored = new LinkedHashMap<>();
        for (Path one : folders) {
            ChangeJournal journal = ChangeJournal.open(one);
            if (!journal.isEmpty()) {
                restored.put(one, journal.restore(host));
            }
        }
        return restored;
    }
}
