package dev.vfgap.replay.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.models.frame.Outage;
import dev.vfgap.replay.bundle.ClockCourse;
import dev.vfgap.replay.bundle.Finding;
import java.util.Locale;
import java.util.Map;

/**
 * The result of {@code account} as JSON, schema {@code vfgap/account/1}.
 *
 * <p>A number of frames that the bundle does not show exactly is {@code null}, and {@code bounds} tells how far it is
 * known; {@code openFrames} counts the frames whose arrival
 * the captures do not show by the point where they were last seen. {@code longestOutageMs} is the longest {@code untilNs − fromNs}: 0 for an outage of one frame.
 */
public final class AccountJson {

    public static final String SCHEMA = "vfgap/account/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AccountJson() {}

    /** One account as an object with its keys in the order of the contract. */
    public static ObjectNode toJson(Account account, String version) {
        ObjectNode json = NODES.objectNode();
        json.put("schema", SCHEMA);
        json.put("bundle", account.bundle());
        json.set("rx", direction(account.rx()));
        json.set("tx", direction(account.tx()));
        ArrayNode clocks = json.putArray("clocks");
        account.clocks().forEach(course -> clock(clocks.addObject(), course));
        json.put("basis", account.basis().name().toLowerCase(Locale.ROOT));
        ArrayNode findings = json.putArray("findings");
        for (Finding finding : account.findings()) {
            findings.addObject()
                    .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                    .put("where", finding.where())
                    .put("text", finding.text());
        }
        json.putArray("assumed");
        json.put("version", version);
        return json;
    }

    private static ObjectNode direction(DirectionAccount account) {
        ObjectNode json = NODES.objectNode();
        ObjectNode bounds = NODES.objectNode();
        put(json, bounds, "sentFrames", account.sent());
        put(json, bounds, "deliveredFrames", account.delivered());
        put(json, bounds, "lostFrames", account.lost());
        put(json, bounds, "duplicatedFrames", account.duplicated());
        put(json, bounds, "lateFrames", account.late());
        ArrayNode outages = json.putArray("outages");
        for (AccountedOutage accounted : account.outages()) {
            Outage outage = accounted.outage();
            ObjectNode one = outages.addObject()
                    .put("fromNs", outage.fromNanos())
                    .put("untilNs", outage.untilNanos())
                    .put("lostFrames", outage.lostFrames())
                    .put("lastSeen", accounted.mostlyLastSeen().orElse(null));
            if (account.sentUncertaintyNanos().isEmpty()) {
                one.putNull("uncertaintyNs");
            } else if (account.sentUncertaintyNanos().getAsLong() > 0) {
                one.put("uncertaintyNs", account.sentUncertaintyNanos().getAsLong());
            }
            one.set("lastSeenFrames", counts(accounted.lastSeen()));
        }
        double longestMs = account.longestOutageNanos() / 1e6;
        if (account.lost().isExact()) {
            json.put("longestOutageMs", longestMs);
        } else {
            json.putNull("longestOutageMs");
            bounds.putObject("longestOutageMs").put("low", longestMs).putNull("high");
        }
        put(json, bounds, "reorderedFrames", account.reordered());
        json.set("lastSeenFrames", counts(account.lastSeen()));
        if (!account.openLastSeen().isEmpty()) {
            json.set("openFrames", counts(account.openLastSeen()));
        }
        if (!bounds.isEmpty()) {
            json.set("bounds", bounds);
        }
        json.putObject("matching")
                .put("by", account.matching().by().word())
                .put("confidence", account.matching().confidence())
                .put("ambiguousFrames", account.matching().ambiguousFrames());
        return json;
    }

    private static void clock(ObjectNode json, ClockCourse course) {
        json.put("host", course.clock());
        json.put("atNs", course.atNanos());
        json.put("offsetNs", course.offsetNanos());
        json.put("driftPpm", course.drift() * 1e6);
        if (course.uncertaintyNanos().isPresent()) {
            json.put("uncertaintyNs", course.uncertaintyNanos().getAsLong());
        } else {
            json.putNull("uncertaintyNs");
        }
        json.put("residualNs", course.residualNanos());
        json.put("frames", course.frames());
    }

    private static void put(ObjectNode json, ObjectNode bounds, String key, Count count) {
        if (count.isExact()) {
            json.put(key, count.low());
            return;
        }
        json.putNull(key);
        ObjectNode bound = bounds.putObject(key).put("low", count.low());
        if (count.isBounded()) {
            bound.put("high", count.high());
        } else {
            bound.putNull("high");
        }
    }

    private static ObjectNode counts(Map<String, Long> frames) {
        ObjectNode json = NODES.objectNode();
        frames.forEach(json::put);
        return json;
    }
}
