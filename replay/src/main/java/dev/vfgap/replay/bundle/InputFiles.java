package dev.vfgap.replay.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * The doors through which user input is opened; what goes wrong at one becomes a clear sentence.
 *
 * <p>Only regular files are opened (a pipe could block for ever, a device never end), and small text files are read
 * only up to a limit.
 */
public final class InputFiles {

    /** A text file that is read whole (a bundle.json, a scenario) may have this many bytes. */
    public static final int MAX_TEXT_BYTES = 1 << 20;

    private InputFiles() {}

    /**
     * Opens a regular file.
     *
     * @param path the file
     * @param shown its name in messages
     * @throws BadInputException when there is none, or it is no regular file
     * @throws MachineRefusedException when the machine does not let it be opened
     */
    public static InputStream open(Path path, String shown) {
        try {
            if (Files.isDirectory(path)) {
                throw bad(shown, "is a folder, not a file", "name a file in it");
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw bad(shown, "is not a regular file", "give a file on a disk, not a pipe or a device");
            }
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw problem(e, shown);
        }
    }

    /** Reads a text file whole, up to {@link #MAX_TEXT_BYTES}; throws as {@link #open} does. */
    public static byte[] readSmall(Path path, String shown) {
        try (InputStream in = open(path, shown)) {
            byte[] bytes = in.readNBytes(MAX_TEXT_BYTES + 1);
            if (bytes.length > MAX_TEXT_BYTES) {
                throw bad(
                        shown,
                        "is larger than " + (MAX_TEXT_BYTES >> 20) + " MiB, so it is not a file of this kind",
                        "check the name");
            }
            return bytes;
        } catch (IOException e) {
            throw problem(e, shown);
        }
    }

    /** Whether a path is a pattern, with {@code *} or {@code ?} in its last name, and not a file that is really named so. */
    public static boolean isPattern(Path path) {
        String name = String.valueOf(path.getFileName());
        boolean hasSign = name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
        return hasSign && Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The regular files that a pattern matches, by name; none when its folder is not there. */
    public static List<Path> matching(Path pattern) {
        String text = pattern.getFileName().toString();
        Pattern name = Pattern.compile("\\Q" + text.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E");
        Path given = pattern.resolveSibling("");
        Path folder = given.toString().isEmpty() ? Path.of(".") : given;
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                boolean matches = name.matcher(file.getFileName().toString()).matches();
                if (matches && Files.isRegularFile(file)) {
                    found.add(pattern.resolveSibling(file.getFileName()));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw problem(e, folder.toString());
        }
        found.sort(Comparator.comparing(Path::getFileName));
        return found;
    }

    /**
     * A file named inside a folder's manifest; it must lie in that folder.
     *
     * @param folder the folder of the manifest
     * @param name the name as the manifest has it
     * @throws IllegalArgumentException with a clause that names it and says why, when the name leads out of the folder or is no name
     */
    public static Path inside(Path folder, String name) {
        Path given;
        try {
            given = Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("\"" + name + "\" is not a file name: " + e.getReason(), e);
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("\"" + name + "\" is empty");
        }
        if (given.isAbsolute()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is an absolute path; a bundle names only files of its own folder");
        }
        for (Path part : given) {
            if (part.toString().equals("..")) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" leads out of the bundle; a bundle names only files of its own folder");
            }
        }
        return folder.resolve(given);
    }

    /** The problem that an exception of the file system tells, to be thrown. */
    public static RuntimeException problem(IOException e, String shown) {
        if (e instanceof NoSuchFileException) {
            return bad(shown, "there is no such file", "check the name");
        }
        if (e instanceof NotDirectoryException) {
            return bad(shown, "is not a folder", "give a folder");
        }
        if (e instanceof FileSystemLoopException || isLinkLoop(e)) {
            return bad(shown, "is a symbolic link that leads back to itself", "replace it by the file");
        }
        if (e instanceof EOFException) {
            return bad(shown, "ends in the middle of its compressed data", "copy the file again");
        }
        if (e instanceof ZipException) {
            return bad(shown, "its compressed data is damaged (" + e.getMessage() + ")", "copy the file again");
        }
        String mend = e instanceof AccessDeniedException ? "give yourself the right to read it" : "see to the disk";
        String what = e instanceof AccessDeniedException
                ? "this user has no right to read it"
                : "cannot be read: " + reason(e);
        return new MachineRefusedException(InputProblem.ofFile(shown, what, mend), e);
    }

    private static boolean isLinkLoop(IOException e) {
        String reason = reason(e);
        return reason.contains("Too many levels of symbolic links") || reason.contains("ELOOP");
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException fs && fs.getReason() != null) {
            return fs.getReason();
        }
        return String.valueOf(e.getMessage());
    }

    private static BadInputException bad(String shown, String message, String mend) {
        return new BadInputException(InputProblem.ofFile(shown, message, mend));
    }
}
