package dev.vfgap.scenarios.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** This machine. Commands are run without a shell: a word stays a word. */
public final class LinuxHost implements ProbeHost {
    private static final int NO_SUCH_PROGRAM = 127;

    @Override
    public Ended change(HostChange change) {
        return run(change.command());
    }

    @Override
    public Ended undo(HostChange change) {
        return run(change.undo());
    }

    private Ended run(String command) {
        Optional<HostChange.Write> write = HostChange.write(command);
        return write.isPresent() ? write(write.get()) : look(HostChange.words(command));
    }

    private static Ended write(HostChange.Write write) {
        try {
            // One write of the whole value, as sysfs wants it; the file is never made.
            Files.write(
                    Path.of(write.path()),
                    (write.value() + "\n").getBytes(StandardCharsets.UTF_8),
                    java.nio.file.StandardOpenOption.WRITE);
            return new Ended(0, "");
        } catch (IOException e) {
            return new Ended(1, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Ended look(List<String> words) {
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Ended(NO_SUCH_PROGRAM, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended(1, "interrupted");
        }
    }

    @Override
    public Optional<String> read(String path) {
        try {
            return Optional.of(Files.readString(Path.of(path)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> linkTarget(String path) {
        try {
            return Optional.of(
                    Files.readSymbolicLink(Path.of(path)).getFileName().toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> list(String path) {
        try (Stream<Path> entries = Files.list(Path.of(path))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public boolean exists(String path) {
        return Files.exists(Path.of(path), LinkOption.NOFOLLOW_LINKS);
    }
}
