package dev.vfgap.replay.logs;

/** A cursor over one line of text: each step looks at every character once, so no line can make it slow. */
final class Scan {
    private final String text;
    private int at;

    Scan(String text) {
        this.text = text;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The character here; 0 at the end. */
    char here() {
        return atEnd() ? 0 : text.charAt(at);
    }

    /** Steps over a text if it is here. */
    boolean skip(String literal) {
        boolean found = text.startsWith(literal, at);
        at += found ? literal.length() : 0;
        return found;
    }

    /** Steps over blanks; whether there was one. */
    boolean blanks() {
        int from = at;
        while (!atEnd() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at > from;
    }

    /** A number of {@code least} to {@code most} digits, most at most 18; -1, and no step, when another thing is here. */
    long digits(int least, int most) {
        int end = at;
        long value = 0;
        while (end < text.length() && isDigit(text.charAt(end))) {
            if (end - at == most) {
                return -1;
            }
            value = value * 10 + (text.charAt(end) - '0');
            end++;
        }
        if (end - at < least) {
            return -1;
        }
        at = end;
        return value;
    }

    /** The text up to a blank or the end. */
    String word() {
        int from = at;
        while (!atEnd() && text.charAt(at) != ' ' && text.charAt(at) != '\t') {
            at++;
        }
        return text.substring(from, at);
    }

    /** The text up to a mark, which is stepped over; null, and no step, when it does not come. */
    String until(String mark) {
        int end = text.indexOf(mark, at);
        if (end < 0) {
            return null;
        }
        String found = text.substring(at, end);
        at = end + mark.length();
        return found;
    }

    /** All that is left. */
    String rest() {
        return text.substring(Math.min(at, text.length()));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
