package dev.vfgap.models.nic;

/**
 * Who receives a frame whose destination is in several entries (parameter {@code nic.sameMacPolicy}); an entry without
 * pools does not count.
 */
public enum SameMacPolicy {
    /** The pools of all of them: the 82576, measured on QEMU's. */
    ALL,
    /** The pools of the entry with the lowest index. */
    FIRST,
    /** The pools of the entry with the highest index. */
    LAST;

    /** The pools of entries up to one and of the next with the same address. */
    long both(long before, long next) {
        return switch (this) {
            case ALL -> before | next;
            case FIRST -> before == 0 ? next : before;
            case LAST -> next == 0 ? before : next;
        };
    }
}
