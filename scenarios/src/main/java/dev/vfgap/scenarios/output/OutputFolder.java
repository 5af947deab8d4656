package dev.vfgap.scenarios.output;

import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.MachineRefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder of {@code --out}. A file appears in it whole or not at all: it is written beside its place and then renamed,
 * and what was begun is removed when the program is interrupted.
 */
public final class OutputFolder {
    private final Path folder;
    private final Set<Path> begun = ConcurrentHashMap.newKeySet();

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The folder, made when it is not there.
     *
     * @throws MachineRefusedException when it cannot be made or written to
     */
    public static OutputFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
        } catch (FileAlreadyExistsException e) {
            throw refused(folder, "is a file, not a folder", "name another folder", e);
        } catch (IOException e) {
            throw refused(folder, "cannot be written to (" + reason(e) + ")", "name another folder", e);
        }
        OutputFolder opened = new OutputFolder(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(opened::discard, "vfgap-out"));
        return opened;
    }

    /** What fills a file. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a text file. */
    public Path write(String name, String text) {
        return write(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes a file.
     *
     * @return its path
     * @throws MachineRefusedException when the disk is full or a right is missing; nothing half-written is left
     */
    public Path write(String name, Content content) {
        Path target = folder.resolve(name);
        Path part = folder.resolve("." + name + ".part");
        begun.add(part);
        try {
            try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(part))) {
                content.writeTo(out);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw refused(target, "cannot be written (" + reason(e) + ")", "free some space or name another folder", e);
        } finally {
            remove(part);
            begun.remove(part);
        }
        return target;
    }

    private void discard() {
        begun.forEach(OutputFolder::remove);
    }

    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // Nothing more can be done; the name says that it is only a part.
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String message = "" + e.getMessage();
        return message.substring(message.lastIndexOf(": ") < 0 ? 0 : message.lastIndexOf(": ") + 2);
    }

    private static MachineRefusedException refused(Path path, String message, String mend, IOException cause) {
        return new MachineRefusedException(InputProblem.ofFile(path.toString(), message, mend), cause);
    }
}
