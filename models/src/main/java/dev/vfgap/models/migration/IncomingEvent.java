package dev.vfgap.models.migration;

/** What can happen to a migration at its destination. */
public enum IncomingEvent {
    /** The source has connected. */
    CONNECTED,
    /** All is received, and no hidden primary waits. */
    ALL_RECEIVED,
    /** All is received, and a hidden primary waits. */
    ALL_RECEIVED_PRIMARY_HIDDEN,
    /** The primary's device is made. */
    PRIMARY_REALIZED,
    /** The guest is started. */
    START,
    /** The source has closed the channel early. */
    CHANNEL_CLOSED,
    /** The process was killed. */
    KILLED
}
