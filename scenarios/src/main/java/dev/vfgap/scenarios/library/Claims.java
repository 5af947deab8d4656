package dev.vfgap.scenarios.library;

import dev.vfgap.scenarios.config.ScenarioHead;
import dev.vfgap.scenarios.config.Strategy;
import java.util.List;

/**
 * What the built-in strategies claim of themselves, as scenarios whose expectations a run keeps or breaks: one for each
 * kind of NIC on which the claim is another.
 */
public final class Claims {
    /** Where the scenarios are among the built-in ones. */
    static final String FOLDER = "claims/";

    // spotless:off
    private static final List<String> NAMES = List.of(
            "S1-early", "S1-early-rebuilt", "S1-early-flr-clears", "S1-late",
            "S2-early", "S2-early-flr-clears", "S2-late",
            "S3-native", "S3-acpi", "S4-events", "S4b-held", "S5-early", "S5-late",
            "S6-switchdev", "S6-slow-carrier", "S6-silent",
            "S7-switchdev", "S7-wrong-order",
            "S8-early", "S8-late", "S9-surprise",
            "S10-early", "S10-early-flr-clears", "S10-late",
            "S11-early", "S11-early-native", "S11-late",
            "S12-early", "S12-late", "S13-vfio-migration", "S13-vdpa",
            "order-standby-first", "order-filter-between", "order-filter-between-slow", "order-announce-always",
            "filter-before-plug", "filter-at-bus-master", "filter-at-reset", "filter-at-registration",
            "filter-at-queues-on", "filter-at-link-up");
    // spotless:on

    private Claims() {}

    /** The names of their scenarios. */
    static List<String> scenarios() {
        return NAMES;
    }

    /** The scenarios that hold a strategy's claim against runs; none where it has none. */
    public static List<ScenarioHead> of(Strategy strategy) {
        return NAMES.stream()
                .map(Scenarios::head)
                .filter(head -> head.strategy().equals(strategy.name())
                        || strategy.aliases().contains(head.strategy()))
                .toList();
    }
}
