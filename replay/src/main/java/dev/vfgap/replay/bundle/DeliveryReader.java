package dev.vfgap.replay.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads {@code packets.csv.gz}: a comment with {@code t0_ns}, a header, and a row for each frame. */
final class DeliveryReader {

    private static final int MOST_PROBLEMS = 10;
    private static final List<String> COLUMNS = List.of("dir", "seq", "tx_us", "rx_us", "copies");
    /** Some 290 years in µs: a larger time cannot be added to a stamp. */
    private static final long MOST_MICROS = Long.MAX_VALUE / 1_000 / 2;

    private static final long EMPTY = Long.MIN_VALUE;

    private final String shown;
    private final List<InputProblem> problems = new ArrayList<>();
    private final FrameColumns[] directions = {new FrameColumns(), new FrameColumns()};
    private final int[] columnOf = new int[COLUMNS.size()];
    private final long[] fields = new long[COLUMNS.size()];
    private int columns;
    private long startNanos;
    private long receivedWithoutTime;

    private DeliveryReader(String shown) {
        this.shown = shown;
    }

    static Deliveries.File read(Path path, String shown) {
        DeliveryReader reader = new DeliveryReader(shown);
        try (InputStream file = InputFiles.open(path, shown);
                InputStream in = path.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file) {
            reader.readAll(new LineReader(in, shown));
        } catch (IOException e) {
            throw InputFiles.problem(e, shown);
        }
        if (!reader.problems.isEmpty()) {
            throw new BadInputException(reader.problems);
        }
        List<Finding> findings = new ArrayList<>();
        if (reader.receivedWithoutTime > 0) {
            findings.add(Finding.doubt(
                    shown,
                    reader.receivedWithoutTime + " rows have copies but no rx_us; they are taken as never received"));
        }
        return new Deliveries.File(reader.directions[0].sorted(), reader.directions[1].sorted(), findings);
    }

    private void readAll(LineReader lines) throws IOException {
        if (!lines.next()) {
            throw new BadInputException(InputProblem.ofFile(shown, "is empty", "copy the file again"));
        }
        readStart(lines);
        readHeader(lines);
        while (problems.size() < MOST_PROBLEMS && lines.next()) {
            if (lines.length() > 0) {
                readRow(lines);
            }
        }
    }

    private void readStart(LineReader lines) {
        String text = lines.text();
        int key = text.indexOf("t0_ns=");
        int from = key + "t0_ns=".length();
        int until = from;
        while (key >= 0 && until < text.length() && Character.isDigit(text.charAt(until))) {
            until++;
        }
        try {
            startNanos = Long.parseLong(text.substring(key < 0 ? 0 : from, key < 0 ? 0 : until));
        } catch (NumberFormatException e) {
            throw new BadInputException(InputProblem.at(
                    shown, 1, 1, "must be a comment with the start, # t0_ns=…", "see docs/capture-bundle.md"));
        }
        if (!text.startsWith("#") || startNanos > Long.MAX_VALUE / 2) {
            throw new BadInputException(InputProblem.at(
                    shown, 1, 1, "must be a comment with the start in nanoseconds since the epoch, # t0_ns=…", ""));
        }
    }

    private void readHeader(LineReader lines) throws IOException {
        List<String> names = lines.next() ? Arrays.asList(lines.text().split(",", -1)) : List.of();
        for (int i = 0; i < COLUMNS.size(); i++) {
            columnOf[i] = names.indexOf(COLUMNS.get(i));
            if (columnOf[i] < 0) {
                throw new BadInputException(InputProblem.at(
                        shown,
                        2,
                        1,
                        "lacks the column \"" + COLUMNS.get(i) + "\"",
                        "write the header " + String.join(",", COLUMNS)));
            }
        }
        columns = names.size();
    }

    private void readRow(LineReader lines) {
        if (!readFields(lines)) {
            return;
        }
        long direction = fields[0];
        long sent = fields[2];
        long received = fields[3];
        if (direction != 0 && direction != 1) {
            problem(lines, 0, "\"dir\" must be 0 or 1");
        } else if (fields[1] == EMPTY || sent == EMPTY) {
            problem(lines, 0, "\"seq\" and \"tx_us\" must not be empty");
        } else if (fields[4] != EMPTY && (fields[4] < 0 || fields[4] > Integer.MAX_VALUE)) {
            problem(lines, 0, "\"copies\" must be 0 or more");
        } else if (Math.abs(sent) > MOST_MICROS || received != EMPTY && Math.abs(received) > MOST_MICROS) {
            problem(lines, 0, "a time is out of range");
        } else {
            boolean never = received == EMPTY;
            receivedWithoutTime += never && fields[4] > 0 ? 1 : 0;
            int copies = never ? 0 : (int) Math.max(1, fields[4]);
            directions[(int) direction].add(
                    fields[1],
                    startNanos + sent * 1_000,
                    never ? Deliveries.NEVER : startNanos + received * 1_000,
                    copies);
        }
    }

    /** Parses the row's numbers in place: a row makes no object. */
    private boolean readFields(LineReader lines) {
        byte[] bytes = lines.bytes();
        int at = 0;
        for (int column = 0; column < columns; column++) {
            int end = at;
            while (end < lines.length() && bytes[end] != ',') {
                end++;
            }
            boolean last = column == columns - 1;
            if (last != (end == lines.length())) {
                problem(lines, 0, "must have " + columns + " fields");
                return false;
            }
            int field = fieldAt(column);
            if (field >= 0 && !readNumber(bytes, at, end, field)) {
                problem(lines, at + 1, "\"" + COLUMNS.get(field) + "\" must be a whole number");
                return false;
            }
            at = end + 1;
        }
        return true;
    }

    private int fieldAt(int column) {
        for (int field = 0; field < columnOf.length; field++) {
            if (columnOf[field] == column) {
                return field;
            }
        }
        return -1;
    }

    private boolean readNumber(byte[] bytes, int from, int until, int field) {
        if (from == until) {
            fields[field] = EMPTY;
            return true;
        }
        boolean negative = bytes[from] == '-';
        int at = negative ? from + 1 : from;
        // Eighteen digits always fit; a number of nineteen is no time and no frame's number.
        if (at == until || until - at > 18) {
            return false;
        }
        long value = 0;
        for (; at < until; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        fields[field] = negative ? -value : value;
        return true;
    }

    private void problem(LineReader lines, int column, String message) {
        problems.add(InputProblem.at(shown, lines.number(), column, message, ""));
    }
}
