package dev.vfgap.replay.scrub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.GuestLink;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps of an event what account and replay take of it, and nothing else: a list of what is kept, not of what is removed,
 * because a log may hold any name in any field.
 *
 * <p>Kept: stamps; QMP events with their status, pass and device; commands with the device's id; the driver's marks with
 * their end; the guest's link messages; kernel lines of PCI, of NIC drivers and of net_failover, with other addresses in them.
 * A device's id and an interface's name stay if they are usual ones ({@code hostdev0}, {@code eth1}). Left out: console text,
 * command lines, paths, reasons, domains, all other sources.
 */
final class EventScrubber {
    private static final List<String> LINK_FIELDS =
            List.of("via", "op", "idx", "master", "up", "running", "lower_up", "carrier", "oper");
    private static final List<String> NUMBERS = List.of("mono_ns", "t_guest_est_ns", "qemu_t_ns", "done_ns");
    private static final List<String> DATA_WORDS = List.of("status", "reason", "guest", "pass", "exit-code");
    private static final List<String> DATA_DEVICES = List.of("device", "device-id", "name");

    private static final int MOST_OWN_NAMES = 100;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_:-]{0,48}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9-]{1,24}");
    private static final Pattern USUAL_DEVICE = Pattern.compile("(primary|standby|hostdev|net|vf|ua-)[a-z0-9-]{0,8}");
    private static final Pattern USUAL_INTERFACE = Pattern.compile("lo|(eth|ens|enp|eno|vnet|tap)[a-z0-9]{0,10}");

    /** How a kernel line begins, after its stamp, that can hold nothing but devices. */
    private static final Pattern KERNEL = Pattern.compile(
            "\\[ *[0-9]{1,9}\\.[0-9]{1,9}\\] (pci|pcieport|e1000e|vmxnet3|virtio_net|iavf|igbvf|ixgbevf|mlx[45]_core|bnxt_en|hv_netvsc|mana|igb|ixgbe|i40e|ice|ena) .*");

    private final Pseudonyms names;
    private final TextScrubber texts;
    private final List<String> ownNames;

    EventScrubber(Pseudonyms names, CaptureBundle bundle) {
        this.names = names;
        this.texts = new TextScrubber(names);
        this.ownNames = bundle.events()
                .links()
                .map(GuestLink::device)
                .filter(device ->
                        !device.isEmpty() && !USUAL_INTERFACE.matcher(device).matches())
                .distinct()
                .limit(MOST_OWN_NAMES)
                .toList();
    }

    /** An event's line; empty when nothing of it is kept. */
    Optional<String> line(RecordedEvent event, long stampNanos) {
        boolean known = event.source().equals("driver")
                || event.source().equals("guest")
                || event.source().equals("qmp-A")
                || event.source().equals("qmp-B");
        if (!known || !NAME.matcher(event.name()).matches()) {
            return Optional.empty();
        }
        Optional<ObjectNode> detail = event.source().equals("guest") ? ofGuest(event) : Optional.of(ofControl(event));
        return detail.map(kept -> {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("t_ns", stampNanos).put("source", event.source()).put("name", event.name());
            line.set("detail", kept);
            return line.toString();
        });
    }

    private Optional<ObjectNode> ofGuest(RecordedEvent event) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        event.text("via").filter(via -> WORD.matcher(via).matches()).ifPresent(via -> kept.put("via", via));
        if (event.name().equals("link")) {
            LINK_FIELDS.forEach(field -> event.text(field)
                    .filter(value -> WORD.matcher(value).matches())
                    .ifPresent(value -> kept.put(field, value)));
            event.text("dev").ifPresent(dev -> kept.put("dev", interfaceName(dev)));
            numbers(event, kept);
            return Optional.of(kept);
        }
        Optional<String> line = event.name().equals("kmsg") ? event.text("line") : Optional.empty();
        return line.filter(text -> text.length() < 1_000 && KERNEL.matcher(text).matches())
                .map(text -> kept.put("line", texts.scrub(withoutOwnNames(text))));
    }

    /** A kernel line with other words for the interfaces that the guest has named itself. */
    private String withoutOwnNames(String text) {
        String scrubbed = text;
        for (String name : ownNames) {
            scrubbed = scrubbed.replace(name, interfaceName(name));
        }
        return scrubbed;
    }

    private ObjectNode ofControl(RecordedEvent event) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        numbers(event, kept);
        JsonNode data = event.detail().path("data");
        if (data.isObject()) {
            ObjectNode some = kept.putObject("data");
            for (String field : DATA_WORDS) {
                boolean plain = data.path(field).isTextual()
                        && WORD.matcher(data.path(field).textValue()).matches();
                if (plain
                        || data.path(field).isIntegralNumber()
                        || data.path(field).isBoolean()) {
                    some.set(field, data.get(field));
                }
            }
            for (String field : DATA_DEVICES) {
                if (data.path(field).isTextual()) {
                    some.put(field, device(data.path(field).textValue()));
                }
            }
        }
        JsonNode arguments = event.detail().path("args");
        if (arguments.isObject()) {
            ObjectNode some = kept.putObject("args");
            for (String field : List.of("id", "name")) {
                if (arguments.path(field).isTextual()) {
                    some.put(field, device(arguments.path(field).textValue()));
                }
            }
            if (arguments.path("up").isBoolean()) {
                some.set("up", arguments.get("up"));
            }
        }
        return kept;
    }

    private static void numbers(RecordedEvent event, ObjectNode kept) {
        for (String field : NUMBERS) {
            if (event.detail().path(field).isIntegralNumber()) {
                kept.set(field, event.detail().get(field));
            }
        }
    }

    private String device(String name) {
        return USUAL_DEVICE.matcher(name).matches() ? name : names.word("dev", name);
    }

    /** An interface's name, or another for one that is not usual. */
    String interfaceName(String name) {
        return USUAL_INTERFACE.matcher(name).matches() ? name : names.word("if", name);
    }
}
