package dev.vfgap.scenarios.config;

import dev.vfgap.models.frame.ListedTimes;
import dev.vfgap.models.lab.Recording;
import dev.vfgap.models.lab.SendList;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.capture.CaptureReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A capture whose frames' send times a stream has: pcap or pcapng, plain or gzip. It is read when it is first asked for, and
 * once: all experiments of a scenario share it.
 */
public final class RecordedFile {
    private static final int FIRST_ROOM = 1 << 16;
    private static final int DIGEST_BYTES = 8;

    private final Path file;
    private final Place place;
    private Recording read;

    /**
     * @param file the capture
     * @param place where it is named
     */
    RecordedFile(Path file, Place place) {
        this.file = file;
        this.place = place;
    }

    /** The same file, its path taken from a folder. */
    RecordedFile in(Path folder) {
        return new RecordedFile(folder.resolve(file).normalize(), place);
    }

    /**
     * Its send times, counted from the earliest.
     *
     * @throws BadInputException when it cannot be read, or has none
     */
    public synchronized Recording recording() {
        if (read == null) {
            long[] times = times();
            read = new Recording(String.valueOf(file.getFileName()), digest(times), new ListedTimes(times));
        }
        return read;
    }

    /** As {@link #recording}, to be sent again and again. */
    public Recording repeatable() {
        Recording recording = recording();
        if (!recording.hasRate()) {
            throw bad("has no two frames at different times, so it cannot be repeated", "remove \"repeat\"");
        }
        return recording;
    }

    private long[] times() {
        long[] times = new long[FIRST_ROOM];
        int frames = 0;
        try (CaptureReader capture = CaptureReader.open(file, file.toString())) {
            while (capture.next()) {
                if (!capture.hasStamp()) {
                    throw bad("has frames without a time", "capture again with a tool that stamps them");
                }
                if (frames == SendList.LONGEST) {
                    throw bad(
                            "has more than " + SendList.LONGEST / 1_000_000 + " million frames",
                            "cut it, for example with editcap");
                }
                if (frames == times.length) {
                    times = Arrays.copyOf(times, Math.min(2 * frames, SendList.LONGEST));
                }
                times[frames++] = capture.atNanos();
            }
        } catch (BadInputException e) {
            throw new BadInputException(e.problems().stream().map(this::placed).toList());
        }
        if (frames == 0) {
            throw bad("has no frames", "name a capture of the traffic");
        }
        // Captures of several queues or interfaces step back a little; the frames of a stream are alike.
        Arrays.sort(times, 0, frames);
        long[] fromFirst = new long[frames];
        for (int i = 0; i < frames; i++) {
            fromFirst[i] = times[i] - times[0];
        }
        return fromFirst;
    }

    /** A problem of the file as a whole is told where the file is named. */
    private InputProblem placed(InputProblem problem) {
        boolean whole = problem.file().equals(file.toString()) && problem.byteOffset() < 0;
        return whole
                ? place.problem("\"recorded\": " + problem.file() + ": " + problem.message(), problem.mend())
                : problem;
    }

    private BadInputException bad(String message, String mend) {
        return new BadInputException(place.problem("\"recorded\": " + file + " " + message, mend));
    }

    private static String digest(long[] times) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            for (long time : times) {
                if (!buffer.hasRemaining()) {
                    sha.update(buffer.flip());
                    buffer.clear();
                }
                buffer.putLong(time);
            }
            sha.update(buffer.flip());
            return HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedFile named && named.file.equals(file) && named.place.equals(place);
    }

    @Override
    public int hashCode() {
        return file.hashCode();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
