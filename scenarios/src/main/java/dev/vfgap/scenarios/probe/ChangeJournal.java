package dev.vfgap.scenarios.probe;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.MachineRefusedException;
import dev.vfgap.scenarios.cli.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run is about to change, written to the disk before it does: a line for each thing, with what takes it back. A run
 * that was killed, at whatever point, is taken back by it; what is taken back leaves no file.
 *
 * <p>A line holds thing, command, undo, the guard's kind and what it looks at, between tabs. A last line without its newline
 * was cut while it was written, and then its change was not made.
 */
public final class ChangeJournal {
    static final String NAME = "changes.journal";
    private static final int FIELDS = 5;

    /** A second Ctrl-C goes to every program of the terminal, so also to one that takes a change back: it is begun again, so often. */
    private static final int MOST_INTERRUPTS = 10;

    private final Path file;
    private final List<HostChange> changes = new ArrayList<>();

    private ChangeJournal(Path file) {
        this.file = file;
    }

    /** The journal in a folder, with what an earlier run left in it. */
    public static ChangeJournal open(Path folder) {
        ChangeJournal journal = new ChangeJournal(folder.resolve(NAME));
        journal.read();
        return journal;
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw refused("cannot be read", e);
        }
        int line = 0;
        for (int at = 0, end = text.indexOf('\n'); end >= 0; at = end + 1, end = text.indexOf('\n', at)) {
            line++;
            String[] fields = text.substring(at, end).split("\t", -1);
            changes.add(change(fields, line));
        }
    }

    private HostChange change(String[] fields, int line) {
        try {
            if (fields.length == FIELDS) {
                return new HostChange(
                        fields[0],
                        fields[1],
                        fields[2],
                        new HostChange.Guard(HostChange.Guard.Kind.valueOf(fields[3]), fields[4]));
            }
        } catch (IllegalArgumentException e) {
            // Told below, with the line.
        }
        throw new BadInputException(InputProblem.at(
                file.toString(),
                line,
                1,
                "is no line of a probe's journal",
                "take the changes back by hand, by the third word of each line, last line first"));
    }

    /** Whether nothing is to be taken back. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Writes down what a change needs to be taken back; only the first change of a thing knows that. On the disk when it returns. */
    void before(HostChange change) {
        if (changes.stream().anyMatch(one -> one.thing().equals(change.thing()))) {
            return;
        }
        String line = String.join(
                        "\t",
                        change.thing(),
                        change.command(),
                        change.undo(),
                        change.guard().kind().name(),
                        change.guard().what())
                + "\n";
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw refused("cannot be written, so nothing more is changed", e);
        }
        changes.add(change);
    }

    /**
     * Takes back what was changed, last thing first; what cannot be taken back is tried on to the end, and the journal kept.
     *
     * @return what could not be taken back, a sentence each
     */
    public List<String> restore(ProbeHost host) {
        List<String> failures = new ArrayList<>();
        for (int i = changes.size() - 1; i >= 0; i--) {
            takeBack(changes.get(i), host).ifPresent(failures::add);
        }
        if (failures.isEmpty()) {
            changes.clear();
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw refused("cannot be removed, though all is taken back", e);
            }
        }
        return failures;
    }

    /** What a change could not be taken back for. */
    private static Optional<String> takeBack(HostChange change, ProbeHost host) {
        ProbeHost.Ended ended = new ProbeHost.Ended(0, "");
        for (int interrupts = 0; interrupts < MOST_INTERRUPTS; interrupts++) {
            if (!holds(change.guard(), host)) {
                return Optional.empty();
            }
            ended = host.undo(change);
            if (ended.exitCode() != ExitCode.INTERRUPTED) {
                break;
            }
        }
        return ended.exitCode() == 0
                ? Optional.empty()
                : Optional.of("could not take back: " + change.undo() + " (" + ended.output() + ")");
    }

    private static boolean holds(HostChange.Guard guard, ProbeHost host) {
        return switch (guard.kind()) {
            case ALWAYS -> true;
            case PATH -> host.exists(guard.what());
            case NO_PATH -> !host.exists(guard.what());
            case FDB_ENTRY -> {
                List<String> words = HostChange.words(guard.what());
                yield host.look(List.of("bridge", "fdb", "show", "dev", words.get(1)))
                        .output()
                        .lines()
                        .anyMatch(line -> line.startsWith(words.get(0) + " "));
            }
        };
    }

    private MachineRefusedException refused(String what, IOException e) {
        return new MachineRefusedException(
                InputProblem.ofFile(
                        file.toString(), what + " (" + e.getMessage() + ")", "free some space or name another folder"),
                e);
    }
}
