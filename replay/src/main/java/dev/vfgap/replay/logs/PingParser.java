package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputProblem;

/**
 * What {@code ping -D} prints: {@code [1774185115.382314] 64 bytes from 172.16.2.2: icmp_seq=41 ttl=64 time=0.695 ms}.
 *
 * <p>The stamp is that of the answer; a request was sent {@code time} before. A row of requests without an answer becomes
 * one {@code silence} event: it can only bound an outage, by the interval between requests.
 */
final class PingParser implements LogParser {
    private static final long MOST_STEP = 1L << 15;

    private final String source;
    private long lastSequence = -1;
    private long lastSent;

    PingParser(LogPlace place) {
        source = place.machine() == LogPlace.Machine.PEER ? "ping" : "ping-" + place.source();
    }

    @Override
    public void line(String text, LogSink sink) {
        boolean answer = text.contains(" bytes from ") && text.contains("icmp_seq=");
        Scan scan = new Scan(text);
        long stamp = scan.skip("[") ? Stamps.seconds(scan) : Stamps.NONE;
        if (answer && stamp < 0) {
            throw new BadInputException(InputProblem.at(
                    sink.shown(),
                    sink.lineNumber(),
                    0,
                    "an answer to a ping without a stamp",
                    "record it with ping -D"));
        }
        if (answer) {
            answer(stamp, scan, sink);
        } else if (stamp >= 0 || text.isBlank() || text.startsWith("PING ") || isSummary(text)) {
            sink.passed();
        } else {
            sink.unread("is no line of ping -D");
        }
    }

    private static boolean isSummary(String text) {
        return text.startsWith("--- ") || text.contains(" packets transmitted, ") || text.startsWith("rtt ");
    }

    private void answer(long stamp, Scan scan, LogSink sink) {
        long sequence = scan.until("icmp_seq=") == null ? -1 : scan.digits(1, 9);
        long tookMicros = scan.until("time=") == null ? -1 : micros(scan);
        if (sequence < 0 || tookMicros < 0) {
            sink.unread("an answer without icmp_seq and time");
            return;
        }
        long sent = stamp - tookMicros * 1_000;
        long step = Math.floorMod(sequence - lastSequence, 1L << 16);
        if (lastSequence >= 0 && step > 1 && step < MOST_STEP) {
            silence(step - 1, sent, sink);
        }
        if (lastSequence < 0 || step < MOST_STEP) {
            lastSequence = sequence;
            lastSent = sent;
        }
        sink.count("reply");
        sink.passed();
    }

    private void silence(long requests, long nextSent, LogSink sink) {
        ObjectNode detail = Json.object();
        detail.put("requests", requests).put("last_answered_sent_ns", lastSent).put("next_answered_sent_ns", nextSent);
        sink.event(lastSent, source, "silence", detail);
        double least = (nextSent - lastSent) / 1e6 * (requests - 1) / (requests + 1);
        sink.finding(Finding.note(
                sink.shown(),
                String.format(
                        java.util.Locale.ROOT,
                        "%d requests in a row were not answered: an outage of %.0f to %.0f ms (its interval is the resolution)",
                        requests,
                        least,
                        (nextSent - lastSent) / 1e6)));
    }

    /** A time in ms with a fraction, or without one. */
    private static long micros(Scan scan) {
        long millis = scan.digits(1, 9);
        long micros = millis * 1_000;
        if (millis >= 0 && scan.skip(".")) {
            long unit = 100;
            while (Scan.isDigit(scan.here())) {
                micros += unit * (scan.here() - '0');
                unit /= 10;
                scan.moveTo(scan.position() + 1);
            }
        }
        return millis < 0 ? -1 : micros;
    }
}
