package dev.vfgap.replay.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/**
 * The result of {@code probe judge} as JSON, schema {@code vfgap/probe-judge/1}: one object for each device.
 *
 * <p>{@code pfFrames} and {@code vfFrames} of a step are frames at the PF or the VF alone; with {@code bothFrames} and {@code
 * nowhereFrames} they are its {@code sentFrames}, where PF and VF were captured. Times in milliseconds count from the start of
 * the step's command.
 */
public final class ProbeJudgementJson {

    public static final String SCHEMA = "vfgap/probe-judge/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double NANOS_PER_MS = 1e6;

    private ProbeJudgementJson() {}

    /** One judgement as an object with its keys in order. */
    public static ObjectNode toJson(ProbeJudgement judgement, String version) {
        ObjectNode json = NODES.objectNode();
        json.put("schema", SCHEMA);
        device(json.putObject("device"), judgement.evidence().get(0).bundle().device());
        json.put("verdict", judgement.verdict().name());
        json.put("usableForFailover", judgement.usable().word());
        json.put("confidence", judgement.confidence().name().toLowerCase(Locale.ROOT));
        ArrayNode because = json.putArray("because");
        judgement.because().forEach(because::add);
        json.put("withRegisters", judgement.registers().map(Enum::name).orElse(null));
        ArrayNode windows = json.putArray("windows");
        for (ProbeJudgement.LossWindow window : judgement.windows()) {
            ObjectNode one = windows.addObject()
                    .put("bundle", window.bundle())
                    .put("stream", window.stream())
                    .put("fromStep", window.fromStep())
                    .put("untilStep", window.untilStep().orElse(null));
            if (window.beganNanos().isPresent()) {
                one.put("beganMs", ms(window.beganNanos().getAsLong()));
            } else {
                one.putNull("beganMs");
            }
            one.put("lostFrames", window.lostFrames());
        }
        json.put("remedy", judgement.remedy().orElse(null));
        json.put("wouldDecide", judgement.wouldDecide().orElse(null));
        ArrayNode steps = json.putArray("steps");
        ArrayNode bundles = json.putArray("bundles");
        for (ProbeEvidence evidence : judgement.evidence()) {
            steps(steps, evidence);
            ObjectNode one = bundles.addObject().put("bundle", evidence.bundle().name());
            ObjectNode duplicates = one.putObject("duplicateFrames");
            for (ProbePoint.At at : ProbePoint.At.values()) {
                if (evidence.bundle().has(at)) {
                    duplicates.put(at.word(), evidence.duplicates(at));
                }
            }
            ProbeClassificationJson.findings(one.putArray("findings"), evidence.findings());
        }
        json.putArray("assumed");
        json.put("version", version);
        return json;
    }

    private static void device(ObjectNode json, ProbeDevice device) {
        json.put("driver", device.driver().orElse(null));
        json.put("version", device.version().orElse(null));
        json.put("firmware", device.firmware().orElse(null));
        json.put("kernel", device.kernel().orElse(null));
        json.put("pciId", device.pciId().orElse(null));
        json.put("emulated", device.emulated().orElse(null));
    }

    private static void steps(ArrayNode array, ProbeEvidence evidence) {
        ProbeBundle bundle = evidence.bundle();
        for (int step = 0; step < bundle.steps().size(); step++) {
            for (int stream = 0; stream < bundle.streams().size(); stream++) {
                ProbeCounts.Cell cell = evidence.counts().cell(step, stream);
                ObjectNode one = array.addObject()
                        .put("bundle", bundle.name())
                        .put("step", bundle.steps().get(step).name())
                        .put("stream", bundle.streams().get(stream).name())
                        .put("sentFrames", cell.sentFrames())
                        .put("pfFrames", cell.frames(ProbePath.PF))
                        .put("vfFrames", cell.frames(ProbePath.VF))
                        .put("bothFrames", cell.frames(ProbePath.BOTH))
                        .put("nowhereFrames", cell.frames(ProbePath.NONE));
                if (cell.notAcceptedFrames().isPresent()) {
                    one.put("notAcceptedFrames", cell.notAcceptedFrames().getAsInt());
                }
                one.put("path", cell.path().map(ProbePath::word).orElse(null));
                leg(one, evidence.course().leg(step, stream));
            }
        }
    }

    private static void leg(ObjectNode json, ProbeCourse.Leg leg) {
        leg.change().ifPresent(change -> {
            ObjectNode one = json.putObject("change")
                    .put("from", change.from().word())
                    .put("firstNewMs", ms(change.firstNewNanos()))
                    .put("firstNewAfterReturnMs", ms(change.firstNewAfterReturnNanos()));
            change.lastOldNanos().ifPresent(last -> one.put("lastOldMs", ms(last)));
            one.put("framesBetween", change.framesBetween());
        });
        leg.interruption().ifPresent(cut -> json.putObject("interruption")
                .put("frames", cut.frames())
                .put("firstMs", ms(cut.firstNanos()))
                .put("lastMs", ms(cut.lastNanos())));
        Optional<ProbeCourse.Delay> delay = leg.delay();
        delay.ifPresent(wait ->
                json.putObject("delayMs").put("median", ms(wait.medianNanos())).put("most", ms(wait.mostNanos())));
    }

    private static double ms(long nanos) {
        return nanos / NANOS_PER_MS;
    }
}
