package dev.vfgap.models.guest;

/** What a bond does on a transition of one of its slaves. */
public enum SlaveCommand {
    /** The guest's tools will have seen the netdev after a while. */
    BEGIN_WAIT,
    GIVE_UP_WAIT,
    /** {@code dev_open}. */
    OPEN,
    /** {@code dev_close}. */
    CLOSE,
    /** {@code updelay} begins. */
    BEGIN_UP_DELAY,
    /** {@code downdelay} begins. */
    BEGIN_DOWN_DELAY,
    /** {@code bond_select_active_slave}. */
    SELECT
}
