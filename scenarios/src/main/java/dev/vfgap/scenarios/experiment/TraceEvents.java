package dev.vfgap.scenarios.experiment;

import dev.vfgap.models.frame.Host;
import dev.vfgap.models.frame.Outage;
import dev.vfgap.models.frame.Silence;
import dev.vfgap.models.lab.ControlLog;
import dev.vfgap.models.lab.ControlLog.Milestone;
import dev.vfgap.models.lab.MigrationRun;
import dev.vfgap.models.lab.RunPhase;
import dev.vfgap.models.lab.TrafficStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One run as a time line in the trace event format of Chrome, which Perfetto's viewer opens.
 *
 * <p>A process for each host with its milestones, one for the phases, one for each stream with its outages and silences.
 * Moments are instant events; phases overlap and so are asynchronous, each with an id of its own; outages of a stream follow each
 * other, and so do its silences, so each kind has a thread of complete events. Times are in microseconds from the run's begin,
 * to the nanosecond below 1,000 s.
 *
 * <p>Source: "Trace Event Format" of the Chromium project, and Perfetto's page on external formats.
 */
public final class TraceEvents {

    private static final int PHASES = 1;
    private static final int FIRST_HOST = 2;
    private static final int FIRST_STREAM = 10;
    private static final int OUTAGES = 1;
    private static final int SILENCES = 2;
    private static final double NANOS_PER_MICRO = 1e3;

    private final List<Object> events = new ArrayList<>();

    private TraceEvents() {}

    /**
     * The whole trace.
     *
     * @param replication which run, from 0
     * @param version of this program
     */
    public static Map<String, Object> of(Prediction prediction, int replication, String version) {
        MigrationRun run = prediction.runs().get(replication);
        TraceEvents trace = new TraceEvents();
        trace.milestones(run.log());
        trace.phases(run.log());
        run.streams().forEach(trace::stream);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("program", "vfgap " + version);
        about.put("scenario", prediction.experiment().scenario().name());
        about.put("strategy", prediction.experiment().strategy().name());
        about.put("scenarioDigest", prediction.experiment().digest());
        about.put("seed", prediction.seed());
        about.put("replication", replication);
        about.put("fingerprint", run.log().fingerprint());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("displayTimeUnit", "ms");
        all.put("otherData", about);
        all.put("traceEvents", trace.events);
        return all;
    }

    private void milestones(ControlLog log) {
        for (Host host : Host.values()) {
            process(FIRST_HOST + host.ordinal(), "host " + host);
        }
        for (Milestone milestone : log.milestones()) {
            int process = milestone.host() == null
                    ? PHASES
                    : FIRST_HOST + milestone.host().ordinal();
            Map<String, Object> event = event("i", milestone.name(), process, 1, milestone.atNanos());
            event.put("s", "t");
            event.put("args", Map.of("meaning", milestone.kind().meaning()));
        }
    }

    private void phases(ControlLog log) {
        process(PHASES, "phases");
        for (RunPhase phase : RunPhase.values()) {
            OptionalLong begin = phase.beginNanos(log);
            OptionalLong end = phase.endNanos(log);
            if (end.isPresent()) {
                for (Map<String, Object> event : List.of(
                        event("b", phase.word(), PHASES, 1, begin.getAsLong()),
                        event("e", phase.word(), PHASES, 1, end.getAsLong()))) {
                    event.put("cat", "phase");
                    event.put("id", phase.ordinal() + 1);
                }
            }
        }
    }

    private void stream(TrafficStream stream, MigrationRun.Sent sent) {
        int process = FIRST_STREAM + stream.ordinal();
        process(process, stream.title());
        thread(process, OUTAGES, "frames lost, by when they were sent");
        for (Outage outage : sent.outcome().outages()) {
            lasting("outage", process, OUTAGES, outage.fromNanos(), outage.lengthNanos())
                    .put("args", Map.of("lostFrames", outage.lostFrames()));
        }
        thread(process, SILENCES, "nothing arrives");
        for (Silence silence : sent.silences()) {
            lasting("silence", process, SILENCES, silence.fromNanos(), silence.lengthNanos());
        }
    }

    private void process(int process, String name) {
        named("process_name", process, 0, name);
    }

    private void thread(int process, int thread, String name) {
        named("thread_name", process, thread, name);
    }

    private void named(String what, int process, int thread, String name) {
        event("M", what, process, thread, 0).put("args", Map.of("name", name));
    }

    private Map<String, Object> lasting(String name, int process, int thread, long fromNanos, long nanos) {
        Map<String, Object> event = event("X", name, process, thread, fromNanos);
        event.put("dur", micros(nanos));
        return event;
    }

    private Map<String, Object> event(String kind, String name, int process, int thread, long atNanos) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("ph", kind);
        event.put("name", name);
        event.put("pid", process);
        event.put("tid", thread);
        event.put("ts", micros(atNanos));
        events.add(event);
        return event;
    }

    private static double micros(long nanos) {
        return nanos / NANOS_PER_MICRO;
    }
}
