package dev.vfgap.benchmarks;

import dev.vfgap.models.lab.MigrationSetup;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.experiment.Experiment;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.library.Strategies;
import java.util.ArrayList;
import java.util.List;

/** The scenario that {@code vfgap run default} runs, at other rates and with other readers. */
public final class BuiltInScenario {
    private BuiltInScenario() {}

    /** How fast the guest and its host take frames from the two queues; a period of 0 is no limit. */
    public enum Readers {
        /** Both take every frame at once: no queue fills while somebody reads it. */
        KEEP_UP("0ns"),
        /** The standby's takes 1.4 million frames a second, the default: at more than that its queue overflows. */
        SLOW_STANDBY("700ns");

        private final String standbyService;

        Readers(String standbyService) {
            this.standbyService = standbyService;
        }

        private List<String> settings() {
            return List.of("guest.primaryService=0ns", "guest.standbyService=" + standbyService);
        }
    }

    /** The setup with {@code rate} each way, for example {@code 14.88Mpps}. */
    static MigrationSetup at(String rate, Readers readers) {
        return with(settings(rate, readers));
    }

    /** The setup with {@code rate} each way, and a neighbour behind the bridge of A that sends to the guest as well. */
    static MigrationSetup beside(String rate, String neighbour, Readers readers) {
        List<String> settings = settings(rate, readers);
        settings.add("traffic.neighbour.host=A");
        settings.add("traffic.neighbour.behind=pf");
        settings.add("traffic.neighbour.rate=" + neighbour);
        settings.add("traffic.neighbour.frameSize=64B");
        return with(settings);
    }

    private static List<String> settings(String rate, Readers readers) {
        List<String> settings = new ArrayList<>(readers.settings());
        settings.add("traffic.rx.rate=" + rate);
        settings.add("traffic.tx.rate=" + rate);
        return settings;
    }

    private static MigrationSetup with(List<String> settings) {
        Scenario scenario = Scenarios.find("default", settings, Catalogue.all());
        return Experiment.of(scenario, Strategies.find(scenario.strategy()), Catalogue.all())
                .setup();
    }
}
