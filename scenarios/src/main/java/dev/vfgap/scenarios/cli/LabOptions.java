package dev.vfgap.scenarios.cli;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputFiles;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.logs.LabFolder;
import dev.vfgap.replay.logs.LabNotes;
import dev.vfgap.scenarios.config.CaptureYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the verbs that read a lab's own files let a user say of them. */
final class LabOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "The zone of stamps that name none (ip monitor, bridge monitor), like Europe/Prague or +01:00;"
                            + " UTC unless capture.yaml says another.")
    private String zone;

    @Option(
            names = "--guest-mac",
            paramLabel = "MAC",
            description = "The guest's address, where the captures do not show which end of the stream is the guest.")
    private String guestMac;

    /** Reads the files of a folder, by its notes where there are some. */
    LabFolder read(Path folder) {
        LabNotes notes = notes(folder);
        return LabFolder.read(folder, zone == null ? notes : notes.in(zone()));
    }

    private static LabNotes notes(Path folder) {
        Path yaml = folder.resolve(LabNotes.NAME);
        if (Files.isRegularFile(yaml)) {
            return fromYaml(folder, yaml);
        }
        Path manifest = folder.resolve(CaptureBundle.MANIFEST);
        if (Files.isRegularFile(manifest)) {
            return LabNotes.read(folder, InputFiles.readSmall(manifest, manifest.toString()), manifest.toString());
        }
        return LabNotes.none();
    }

    /** The notes as JSON have the lines of the YAML, but not its columns. */
    private static LabNotes fromYaml(Path folder, Path yaml) {
        byte[] json = CaptureYaml.json(yaml);
        try {
            LabNotes notes = LabNotes.read(folder, json, yaml.toString());
            List<Finding> findings = notes.findings().stream()
                    .map(finding -> new Finding(
                            finding.kind(), finding.where().replaceFirst(":([0-9]+):[0-9]+$", ":$1"), finding.text()))
                    .toList();
            return new LabNotes(notes.zone(), notes.files(), notes.fields(), findings);
        } catch (BadInputException e) {
            throw new BadInputException(e.problems().stream()
                    .map(problem ->
                            InputProblem.at(problem.file(), problem.line(), 0, problem.message(), problem.mend()))
                    .toList());
        }
    }

    private ZoneId zone() {
        try {
            return LabNotes.zone(zone);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--zone: " + e.getMessage());
        }
    }

    /** The guest's address; empty when not given. */
    OptionalLong guestMac() {
        if (guestMac == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Mac.parse(guestMac));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--guest-mac: " + e.getMessage());
        }
    }
}
