package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.config.NamedFolder;
import dev.vfgap.scenarios.config.Scenario;
import dev.vfgap.scenarios.device.DeviceCatalogue;
import dev.vfgap.scenarios.device.DeviceMark;
import dev.vfgap.scenarios.device.SoughtNic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --catalogue}: the marks of devices, for a verb that has a scenario. */
final class CatalogueOption {
    @Option(
            names = "--catalogue",
            paramLabel = "DIR",
            description =
                    "Marked devices (\"vfgap probe judge --catalogue\"): tells what they say of the scenario's NIC. It goes"
                            + " over the scenario's \"catalogue\".")
    private Path folder;

    /**
     * The marks of a scenario's NIC, the severest first; each that warns is told.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when the catalogue cannot be read
     */
    List<DeviceMark> warn(Scenario scenario, Session session) {
        Optional<DeviceCatalogue> catalogue = read(scenario);
        Optional<SoughtNic> nic = catalogue.flatMap(any -> SoughtNic.of(scenario));
        if (nic.isEmpty()) {
            return List.of();
        }
        if (!nic.get().isKnown()) {
            session.note(
                    nic.get().words()
                            + " names no \"device\", so the catalogue was not asked; \"vfgap probe judge --write-profile\" writes it");
        }
        List<DeviceMark> marks = catalogue.get().marks(nic.get());
        marks.stream()
                .filter(DeviceMark::warns)
                .forEach(mark -> session.note(mark.device().warning()));
        return marks;
    }

    /** Whether there is a catalogue for a scenario. */
    boolean isGivenFor(Scenario scenario) {
        return folder != null || scenario.catalogue().isPresent();
    }

    private Optional<DeviceCatalogue> read(Scenario scenario) {
        if (folder != null) {
            return Optional.of(DeviceCatalogue.read(folder));
        }
        Optional<NamedFolder> named = scenario.catalogue();
        return named.map(DeviceCatalogue::read);
    }
}
