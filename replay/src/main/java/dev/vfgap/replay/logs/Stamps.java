package dev.vfgap.replay.logs;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Reads stamps in the forms in which tools write them; all are given as ns, and {@link #NONE} is no stamp. */
final class Stamps {
    /** What is here is no stamp, or one before 1970 or after 2262. */
    static final long NONE = -1;

    private static final long SECOND = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / SECOND - 1;
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private Stamps() {}

    /** Seconds with a fraction of up to nine digits, {@code 1391212552.026544}; the fraction must be there. */
    static long seconds(Scan scan) {
        int from = scan.position();
        long seconds = scan.digits(1, 11);
        if (seconds < 0 || seconds > LAST_SECOND || !scan.skip(".")) {
            scan.moveTo(from);
            return NONE;
        }
        long fraction = fraction(scan);
        if (fraction < 0) {
            scan.moveTo(from);
            return NONE;
        }
        return seconds * SECOND + fraction;
    }

    /** A whole number of ns; {@link #NONE} for anything else. */
    static long nanoseconds(String text) {
        if (text.isEmpty() || text.length() > 19 || !text.chars().allMatch(c -> Scan.isDigit((char) c))) {
            return NONE;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    /** The digits after the point, as ns; -1 when there is none or there are more than nine. */
    private static long fraction(Scan scan) {
        int from = scan.position();
        long value = scan.digits(1, 9);
        int digits = scan.position() - from;
        for (int i = digits; value >= 0 && i < 9; i++) {
            value *= 10;
        }
        return value;
    }

    /**
     * A date and time of ISO 8601: {@code T} or a blank between them, point or comma before the fraction, and a zone of
     * the form {@code Z}, {@code +01:00} or {@code +0100}; a stamp without a zone is of the given one.
     */
    static long iso(Scan scan, ZoneId zone) {
        int from = scan.position();
        long stamp = isoOrNone(scan, zone);
        if (stamp < 0) {
            scan.moveTo(from);
        }
        return stamp;
    }

    private static long isoOrNone(Scan scan, ZoneId zone) {
        long year = scan.digits(4, 4);
        boolean date = year >= 0 && scan.skip("-");
        long month = date ? scan.digits(2, 2) : -1;
        date = month >= 0 && scan.skip("-");
        long day = date ? scan.digits(2, 2) : -1;
        if (day < 0 || !scan.skip("T") && !scan.skip(" ")) {
            return NONE;
        }
        long[] clock = new long[3];
        if (!clock(scan, clock)) {
            return NONE;
        }
        long fraction = 0;
        if (scan.skip(".") || scan.skip(",")) {
            fraction = fraction(scan);
        }
        if (fraction < 0) {
            return NONE;
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    (int) year, (int) month, (int) day, (int) clock[0], (int) clock[1], (int) clock[2], (int) fraction);
            return nanos(local, zoneOr(scan, zone));
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    private static boolean clock(Scan scan, long[] clock) {
        for (int i = 0; i < clock.length; i++) {
            if (i > 0 && !scan.skip(":")) {
                return false;
            }
            clock[i] = scan.digits(2, 2);
            if (clock[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static ZoneId zoneOr(Scan scan, ZoneId zone) {
        if (scan.skip("Z")) {
            return ZoneOffset.UTC;
        }
        boolean ahead = scan.here() == '+';
        if (!ahead && scan.here() != '-') {
            return zone;
        }
        scan.moveTo(scan.position() + 1);
        long hours = scan.digits(2, 2);
        long minutes;
        if (hours < 0) {
            // Four digits are no two.
            long both = scan.digits(4, 4);
            hours = both / 100;
            minutes = both % 100;
        } else {
            minutes = scan.skip(":") ? scan.digits(2, 2) : 0;
        }
        if (hours < 0 || minutes < 0 || minutes > 59) {
            throw new DateTimeException("no zone");
        }
        int seconds = (int) (hours * 3600 + minutes * 60);
        return ZoneOffset.ofTotalSeconds(ahead ? seconds : -seconds);
    }

    /** The form of C's {@code ctime} with the microseconds after it, {@code Sun Nov 22 20:40:32 2026 277923 usec}. */
    static long ctime(Scan scan, ZoneId zone) {
        if (!DAYS.contains(scan.word())) {
            return NONE;
        }
        scan.blanks();
        int month = MONTHS.indexOf(scan.word()) + 1;
        scan.blanks();
        long day = scan.digits(1, 2);
        scan.blanks();
        long[] clock = new long[3];
        if (month == 0 || day < 0 || !clock(scan, clock)) {
            return NONE;
        }
        scan.blanks();
        long year = scan.digits(4, 4);
        scan.blanks();
        long micros = scan.digits(1, 6);
        scan.blanks();
        if (year < 0 || micros < 0 || !scan.skip("usec")) {
            return NONE;
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    (int) year, month, (int) day, (int) clock[0], (int) clock[1], (int) clock[2], (int) micros * 1_000);
            return nanos(local, zone);
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    private static long nanos(LocalDateTime local, ZoneId zone) {
        long seconds = local.atZone(zone).toEpochSecond();
        return seconds < 0 || seconds > LAST_SECOND ? NONE : seconds * SECOND + local.getNano();
    }
}
