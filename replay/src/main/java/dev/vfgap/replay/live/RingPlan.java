package dev.vfgap.replay.live;

import dev.vfgap.simcore.unit.Quantity;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a long capture is kept: the newest files, each up to a size.
 *
 * @param files files of one series that are kept, {@value #FEWEST} to {@value #MOST}, with the one being written
 * @param bytes after which a file is followed by the next one, {@value #LEAST_BYTES} or more
 */
public record RingPlan(int files, long bytes) {
    private static final int FEWEST = 2;
    private static final int MOST = 9_999;
    private static final long LEAST_BYTES = 65_536;
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})x(.+)");

    /**
     * A ring as a user writes it: {@code 4x100MiB}.
     *
     * @throws IllegalArgumentException with a clause that says what is wrong and what to write
     */
    public static RingPlan parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no ring; write files and size, such as 4x100MiB");
        }
        RingPlan plan = new RingPlan(Integer.parseInt(form.group(1)), Quantity.parseBytes(form.group(2)));
        if (plan.files < FEWEST || plan.files > MOST) {
            throw new IllegalArgumentException("a ring has " + FEWEST + " to " + MOST + " files, not " + plan.files
                    + "; write for example 4x100MiB");
        }
        if (plan.bytes < LEAST_BYTES) {
            throw new IllegalArgumentException("a file of a ring has at least 64KiB; write for example 4x100MiB");
        }
        return plan;
    }
}
