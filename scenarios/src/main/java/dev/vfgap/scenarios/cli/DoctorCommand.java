package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.logs.Doctor;
import dev.vfgap.replay.logs.DoctorJson;
import dev.vfgap.replay.logs.DoctorText;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code doctor}: what a lab's own files were recognised as, and what can be done with them. */
@Command(
        name = "doctor",
        description = {
            "Says of each file in a folder what it was recognised as, its span in time, its clock and what could not be read,",
            "then how the clocks relate and what is missing for account, replay, calibrate and validate."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap doctor replay/samples/migration/S1-1",
            "  vfgap doctor --zone Europe/Prague my-run",
            "  vfgap doctor --json my-run"
        })
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Mixin
    private LabOptions lab;

    @Parameters(paramLabel = "DIR", description = "The folder with the files of one run.")
    private Path folder;

    @Override
    public Integer call() {
        Session session = options.sessionUsing();
        Doctor doctor = Doctor.of(lab.read(folder), lab.guestMac());
        session.result(() -> json(doctor), () -> DoctorText.of(doctor));
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(Doctor doctor) {
        return JsonNodes.fields(DoctorJson.toJson(doctor, Version.text()));
    }
}
