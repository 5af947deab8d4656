package dev.vfgap.replay.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vfgap.replay.bundle.RecordedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a guest gives its interfaces, as its link events and kernel lines show them: the failover device is the
 * master of others, the standby a lower device that is never removed and that no kernel line calls a primary.
 */
final class GuestNames {
    private GuestNames() {}

    /** The {@code interfaces} of a manifest; empty where nothing shows them. */
    static Optional<ObjectNode> of(List<RecordedEvent> events) {
        Map<String, String> nameByIndex = new LinkedHashMap<>();
        Map<String, Set<String>> mastersByName = new LinkedHashMap<>();
        Set<String> primaries = new HashSet<>();
        Set<String> standbys = new LinkedHashSet<>();
        for (RecordedEvent event : events) {
            if (event.is("guest", "link")) {
                String name = event.text("dev").orElse("");
                nameByIndex.putIfAbsent(event.text("idx").orElse(""), name);
                mastersByName.computeIfAbsent(name, any -> new LinkedHashSet<>());
                event.text("master").filter(index -> !index.equals("0")).ifPresent(mastersByName.get(name)::add);
                event.text("op").filter("dellink"::equals).ifPresent(any -> primaries.add(name));
            } else if (event.is("guest", "kmsg")) {
                String line = event.text("line").orElse("");
                after(line, "failover primary slave:").ifPresent(primaries::add);
                after(line, "failover standby slave:").ifPresent(standbys::add);
            }
        }
        List<String> others = mastersByName.keySet().stream()
                .filter(name -> !name.equals("lo"))
                .toList();
        Optional<String> failover = mastersByName.values().stream()
                .flatMap(Set::stream)
                .map(nameByIndex::get)
                .filter(name -> name != null)
                .findFirst();
        if (failover.isEmpty()) {
            return others.size() == 1 ? Optional.of(Json.object().put("virtio", others.get(0))) : Optional.empty();
        }
        List<String> lower = new ArrayList<>(standbys);
        mastersByName.forEach((name, masters) -> {
            boolean listed = lower.contains(name) || primaries.contains(name);
            if (!listed && masters.stream().anyMatch(index -> failover.get().equals(nameByIndex.get(index)))) {
                lower.add(name);
            }
        });
        ObjectNode found = Json.object().put("failover", failover.get());
        if (lower.size() == 1) {
            found.put("standby", lower.get(0));
        }
        return Optional.of(found);
    }

    /** The word after a text. */
    private static Optional<String> after(String line, String text) {
        int at = line.indexOf(text);
        if (at < 0) {
            return Optional.empty();
        }
        return Optional.of(new Scan(line.substring(at + text.length())).word()).filter(word -> !word.isEmpty());
    }
}
