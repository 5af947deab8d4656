package dev.vfgap.models.nic.family;

import java.util.Locale;
import java.util.StringJoiner;

/**
 * What one step of a {@link Cell} does to a VF: to its filter entries (E), to its receive enable (R), to its queues (Q),
 * to the address that the PF's driver has stored for it (M), and to the check of its source addresses (S). All at once,
 * like a write of registers.
 *
 * @param entry E: for which addresses the filter then leads to the VF
 * @param receive R: whether the PF's driver then lets the VF receive and send
 * @param queues Q: whether the VF's queues are then on
 * @param stored M: what becomes of the stored address
 * @param spoofCheck S: whether it may then send from its own addresses only
 */
public record Change(Entry entry, Receive receive, Queues queues, Stored stored, SpoofCheck spoofCheck) {

    /** Nothing changes. */
    public static final Change NONE = new Change(Entry.KEPT, Receive.KEPT, Queues.KEPT, Stored.KEPT, SpoofCheck.KEPT);

    /** For which addresses the filter leads to a VF. */
    public enum Entry {
        /** As before. */
        KEPT(""),
        /** For none. */
        NONE("E=0"),
        /** For the MAC that the host gave; for none when it gave none. */
        ADMIN("E=A"),
        /** For the MAC that the PF's driver has stored, the host's or the VF's own; for none when it has none. */
        STORED("E=M"),
        /** For the addresses that the VF's driver uses. */
        DRIVER("E=L"),
        /** For the addresses that the host's switch rules lead to it. */
        RULES("E=F");

        private final String text;

        Entry(String text) {
            this.text = text;
        }
    }

    /** Whether the PF's driver lets a VF receive and send. */
    public enum Receive {
        /** As before. */
        KEPT(""),
        /** It does not. */
        OFF("R=0"),
        /** It does. */
        ON("R=1"),
        /** It does if the link that the host lets the VF see is up: always, never, or while the PF is up. */
        WITH_LINK("R=L");

        private final String text;

        Receive(String text) {
            this.text = text;
        }
    }

    /** Whether a VF's queues are on. */
    public enum Queues {
        /** As before. */
        KEPT(""),
        /** They are off. */
        OFF("Q=0"),
        /** They are on. */
        ON("Q=1");

        private final String text;

        Queues(String text) {
            this.text = text;
        }
    }

    /** What becomes of the address that the PF's driver has stored for a VF. */
    public enum Stored {
        /** It stays. */
        KEPT(""),
        /** It is forgotten unless the host gave it. */
        FORGOTTEN("M=A"),
        /** It becomes the address that the VF's driver uses. */
        DRIVER("M=L");

        private final String text;

        Stored(String text) {
            this.text = text;
        }
    }

    /** Whether a VF may send from its own addresses only ({@code spoofchk}). */
    public enum SpoofCheck {
        /** As before. */
        KEPT(""),
        /** It is not checked. */
        OFF("S=0"),
        /** It is checked. */
        ON("S=1");

        private final String text;

        SpoofCheck(String text) {
            this.text = text;
        }
    }

    /**
     * Reads words such as {@code E=A R=0 Q=0}; {@code =} alone is {@link #NONE}.
     *
     * @throws IllegalArgumentException when a word is not known, or said twice
     */
    static Change parse(String text) {
        Change change = NONE;
        if (text.equals("=")) {
            return change;
        }
        for (String word : text.split(" ", -1)) {
            change = change.with(word, text);
        }
        return change;
    }

    private Change with(String word, String whole) {
        if (word.isEmpty()) {
            throw new IllegalArgumentException("\"" + whole + "\" has a space too many");
        }
        for (Entry value : Entry.values()) {
            if (entry == Entry.KEPT && value.text.equals(word)) {
                return new Change(value, receive, queues, stored, spoofCheck);
            }
        }
        for (Receive value : Receive.values()) {
            if (receive == Receive.KEPT && value.text.equals(word)) {
                return new Change(entry, value, queues, stored, spoofCheck);
            }
        }
        for (Queues value : Queues.values()) {
            if (queues == Queues.KEPT && value.text.equals(word)) {
                return new Change(entry, receive, value, stored, spoofCheck);
            }
        }
        for (Stored value : Stored.values()) {
            if (stored == Stored.KEPT && value.text.equals(word)) {
                return new Change(entry, receive, queues, value, spoofCheck);
            }
        }
        for (SpoofCheck value : SpoofCheck.values()) {
            if (spoofCheck == SpoofCheck.KEPT && value.text.equals(word)) {
                return new Change(entry, receive, queues, stored, value);
            }
        }
        throw new IllegalArgumentException(String.format(
                Locale.ROOT,
                "\"%s\" in \"%s\" is no change: write E=0, E=A, E=M, E=L, E=F, R=0, R=1, R=L, Q=0, Q=1, M=A, M=L, S=0, S=1,"
                        + " each letter once, or =",
                word,
                whole));
    }

    /** In the notation that {@link Cell} reads. */
    @Override
    public String toString() {
        StringJoiner words = new StringJoiner(" ");
        words.setEmptyValue("=");
        for (String word : new String[] {entry.text, receive.text, queues.text, stored.text, spoofCheck.text}) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words.toString();
    }
}
