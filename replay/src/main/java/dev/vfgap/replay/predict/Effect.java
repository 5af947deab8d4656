package dev.vfgap.replay.predict;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.lab.ControlLog;

/**
 * Something that a control event did to the path of the frames, at its moment of effect.
 *
 * @param kind what kind of thing
 * @param host where
 * @param group effects of one group are parts of one action: what moves one of them moves all
 * @param what in plain words
 * @param moment when
 * @param change what it changes
 */
record Effect(Kind kind, Host host, int group, String what, Moment moment, ControlLog.Change change) {

    /** What kind of thing an effect is. */
    enum Kind {
        /** Something was asked for; what follows from it comes later. */
        REQUEST,
        FILTER,
        STOP,
        RESUME,
        ANNOUNCEMENT,
        DEVICE,
        LINK,
        REGISTERED,
        DROPPED_READ,
        RECEIVE,
        CARRIER,
        REMOVE,
        UNREGISTERED,
        KILLED,
        STALL
    }
}
