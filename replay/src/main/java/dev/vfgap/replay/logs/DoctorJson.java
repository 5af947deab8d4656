package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputProblem;
import java.util.List;
import java.util.Locale;

/** The result of {@code doctor} as JSON, schema {@code vfgap/doctor/1}. */
public final class DoctorJson {
    public static final String SCHEMA = "vfgap/doctor/1";

    private DoctorJson() {}

    /** The result as an object. */
    public static ObjectNode toJson(Doctor doctor, String version) {
        ObjectNode json = Json.object().put("schema", SCHEMA);
        json.put("folder", doctor.lab().folder().toString());
        ArrayNode files = json.putArray("files");
        doctor.lab().files().forEach(file -> files.add(file(file)));
        ArrayNode clocks = json.putArray("clocks");
        doctor.clocks().forEach(clocks::add);
        ArrayNode analyses = json.putArray("analyses");
        for (Analysis analysis : doctor.analyses()) {
            ObjectNode one = analyses.addObject().put("analysis", analysis.name());
            one.put("state", word(analysis.state()));
            ArrayNode lacks = one.putArray("lacks");
            analysis.lacks().forEach(lacks::add);
        }
        json.set("findings", findings(doctor.findings()));
        json.putArray("assumed");
        return json.put("version", version);
    }

    private static ObjectNode file(LabFile file) {
        ObjectNode json = Json.object().put("file", file.name());
        file.interfaceName().ifPresent(one -> json.put("interface", one));
        json.put("kind", word(file.kind()));
        file.log().ifPresent(log -> json.put("format", log.format().word()));
        if (file.kind() == LabFile.Kind.LOG) {
            json.put("machine", word(file.place().machine()));
        }
        file.place().host().ifPresent(host -> json.put("host", host.name()));
        if (file.kind() == LabFile.Kind.CAPTURE) {
            file.point().ifPresent(point -> json.put("at", word(point)));
        }
        file.log().ifPresent(log -> add(json, log));
        file.capture().ifPresent(capture -> add(json, capture));
        ArrayNode problems = json.putArray("problems");
        file.problems().stream().map(InputProblem::sentence).forEach(problems::add);
        return json;
    }

    private static void add(ObjectNode json, ReadLog log) {
        json.put("clock", word(log.clock())).put("resolutionNs", log.resolutionNanos());
        log.firstNanos().ifPresent(first -> json.put("fromNs", first));
        log.lastNanos().ifPresent(last -> json.put("toNs", last));
        json.put("lines", log.lines());
        ObjectNode events = json.putObject("events");
        log.counts().forEach(events::put);
        json.put("unreadLines", log.unreadLines());
        ArrayNode first = json.putArray("firstUnread");
        log.firstUnread().forEach(line -> first.addObject()
                .put("line", line.line())
                .put("why", line.why())
                .put("start", line.start()));
        json.set("findings", findings(log.findings()));
    }

    private static void add(ObjectNode json, CaptureSummary capture) {
        json.put("resolutionNs", capture.resolutionNanos());
        if (capture.packets() > 0) {
            json.put("fromNs", capture.firstNanos()).put("toNs", capture.lastNanos());
        }
        json.put("frames", capture.packets())
                .put("cutFrames", capture.cutPackets())
                .put("longestBytes", capture.longestBytes());
        json.set("findings", findings(capture.findings()));
    }

    private static ArrayNode findings(List<Finding> findings) {
        ArrayNode json = Json.object().putArray("findings");
        findings.forEach(finding -> json.addObject()
                .put("kind", word(finding.kind()))
                .put("where", finding.where())
                .put("text", finding.text()));
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
