package dev.vfgap.replay.logs;

/** Turns the lines of a log of one form into events. */
interface LogParser {

    /** Takes the next line, without its end. */
    void line(String text, LogSink sink);

    /** Takes notice that there are no more. */
    default void end(LogSink sink) {}
}
