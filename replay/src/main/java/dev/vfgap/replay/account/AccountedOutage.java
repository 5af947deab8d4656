package dev.vfgap.replay.account;

import dev.vfgap.models.frame.Outage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An outage, and where its frames were last seen.
 *
 * @param outage the run of lost frames
 * @param lastSeen frames by the name of the capture point where they were last seen ({@code guest} or {@code peer} for
 *     those seen nowhere), in path order of the direction; empty where no capture can tell
 */
public record AccountedOutage(Outage outage, Map<String, Long> lastSeen) {

    public AccountedOutage {
        lastSeen = Collections.unmodifiableMap(new LinkedHashMap<>(lastSeen));
    }

    /** Where most of its frames were last seen; of equals the one farther on the path. */
    public Optional<String> mostlyLastSeen() {
        String most = null;
        long frames = 0;
        for (Map.Entry<String, Long> entry : lastSeen.entrySet()) {
            if (entry.getValue() >= frames) {
                most = entry.getKey();
                frames = entry.getValue();
            }
        }
        return Optional.ofNullable(most);
    }
}
