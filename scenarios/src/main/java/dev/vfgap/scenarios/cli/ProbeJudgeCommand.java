package dev.vfgap.scenarios.cli;

import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.probe.ProbeBundle;
import dev.vfgap.replay.probe.ProbeDevice;
import dev.vfgap.replay.probe.ProbeDifferences;
import dev.vfgap.replay.probe.ProbeEvidence;
import dev.vfgap.replay.probe.ProbeJudgement;
import dev.vfgap.replay.probe.ProbeJudgementJson;
import dev.vfgap.replay.probe.ProbeJudgementText;
import dev.vfgap.replay.probe.ProbeVerdict;
import dev.vfgap.scenarios.device.DeviceRecord;
import dev.vfgap.scenarios.device.MeasuredNic;
import dev.vfgap.scenarios.device.ProbeDigest;
import dev.vfgap.scenarios.library.Nics;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code probe judge}: what probes say of a NIC's driver. */
@Command(
        name = "judge",
        description = {
            "Says from the captures of probes whether a driver leads a VF's MAC to the VF before the VF can receive: EARLY,"
                    + " LATE, SWITCHDEV or UNDECIDED, with the reasons. Probes of one device are judged together.",
            "Ends with 1 when nothing is decided, and when the device is not usable for failover. --out writes judge.ndjson, a"
                    + " line for each device."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap probe judge replay/samples/filter-probe/bridge-1",
            "  vfgap probe judge --json replay/samples/filter-probe/*",
            "  vfgap probe judge --nic igb replay/samples/filter-probe/*",
            "  vfgap probe judge --write-profile my-nic.yaml --catalogue catalogue replay/samples/filter-probe/*"
        })
final class ProbeJudgeCommand implements Callable<Integer> {
    /** As long as a profile's name may be. */
    private static final int LONGEST_NAME = 64;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "PROBE-BUNDLE", arity = "1..*", description = "Folders of probe bundles.")
    private List<Path> bundles;

    @Option(
            names = "--nic",
            paramLabel = "FAMILY",
            description = "Compare each path with what this family's drivers lead to: a name, or a profile's file.")
    private String nic;

    @Option(
            names = "--write-profile",
            paramLabel = "FILE",
            description = "Write the device as a NIC profile (YAML) that a scenario's \"nic\" takes.")
    private Path profile;

    @Option(
            names = "--catalogue",
            paramLabel = "DIR",
            description = "Write the device's mark into this folder, which \"vfgap run --catalogue\" reads.")
    private Path catalogue;

    @Option(
            names = "--date",
            paramLabel = "DAY",
            description =
                    "The day of the probe for the mark, as 2026-11-30; without it that of the first step, in UTC.")
    private LocalDate date;

    @Override
    public Integer call() {
        Session session = options.sessionUsing(CommonOptions.Use.OUT);
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        Map<ProbeDevice, List<ProbeEvidence>> devices = new LinkedHashMap<>();
        Map<String, Path> named = new HashMap<>();
        int exitCode = ExitCode.DONE;
        try (Progress progress = session.progress("bundles", bundles.size())) {
            for (Path folder : bundles) {
                try {
                    ProbeBundle bundle = Bundles.readProbe(folder);
                    String digest = ProbeDigest.of(bundle);
                    if (named.containsKey(digest)) {
                        session.note(folder + " holds the same probe as " + named.get(digest)
                                + " and is left out: one probe is one" + " witness");
                        continue;
                    }
                    named.put(digest, folder);
                    ProbeEvidence evidence = ProbeEvidence.of(bundle);
                    devices.computeIfAbsent(evidence.bundle().device(), any -> new ArrayList<>())
                            .add(evidence);
                } catch (BadInputException e) {
                    e.problems().forEach(problem -> session.problem(problem.sentence()));
                    exitCode = ExitCode.BAD_INPUT;
                }
                progress.step();
            }
        }
        if (profile != null && devices.size() > 1) {
            throw new BadInputException(InputProblem.ofFile(
                    "--write-profile " + profile,
                    "the probes are of " + devices.size() + " devices, and a profile is of one",
                    "judge the probes of one device"));
        }
        Optional<NicFamily> family = Optional.ofNullable(nic).map(Nics::of);
        StringBuilder lines = new StringBuilder();
        for (List<ProbeEvidence> evidence : devices.values()) {
            ProbeJudgement judgement = ProbeJudgement.of(evidence);
            Optional<ProbeDifferences> model = family.map(one -> ProbeDifferences.of(judgement, one));
            session.result(
                    () -> json(judgement, model),
                    () -> ProbeJudgementText.of(judgement)
                            + model.map(ProbeDifferences::text).orElse(""));
            lines.append(JsonText.line(json(judgement, model))).append('\n');
            write(judgement, session);
            boolean no =
                    judgement.verdict() == ProbeVerdict.UNDECIDED || judgement.usable() == ProbeJudgement.Usable.NO;
            exitCode = Math.max(exitCode, no ? ExitCode.ANSWER_NO : ExitCode.DONE);
        }
        out.ifPresent(folder -> session.note("wrote " + folder.write("judge.ndjson", lines.toString())));
        return exitCode;
    }

    /** What comes of a verdict; nothing where there is none. */
    private void write(ProbeJudgement judgement, Session session) {
        if (profile == null && catalogue == null) {
            return;
        }
        if (judgement.verdict() == ProbeVerdict.UNDECIDED) {
            session.note("nothing is decided, so no profile and no mark are written");
            return;
        }
        DeviceRecord device = DeviceRecord.of(judgement, date == null ? firstDay(judgement) : date);
        if (profile != null) {
            Path file = profile.toAbsolutePath().normalize();
            String text = MeasuredNic.of(judgement)
                    .profile(
                            name(file),
                            judgement.evidence().get(0).bundle().device().words() + ", probed " + device.date());
            session.note("wrote "
                    + OutputFolder.open(file.getParent())
                            .write(file.getFileName().toString(), text));
        }
        if (catalogue != null) {
            session.note(
                    "wrote " + OutputFolder.open(catalogue).write(device.fileName(), JsonText.pretty(device.fields())));
        }
    }

    private static LocalDate firstDay(ProbeJudgement judgement) {
        long nanos = judgement.evidence().stream()
                .mapToLong(one -> one.bundle().steps().get(0).startedNanos())
                .min()
                .orElseThrow();
        return LocalDate.ofInstant(Instant.ofEpochSecond(0, nanos), ZoneOffset.UTC);
    }

    private static String name(Path file) {
        String name = file.getFileName()
                .toString()
                .replaceFirst("[.]ya?ml$", "")
                .replaceAll("[^A-Za-z0-9.-]+", "-")
                .replaceFirst("^[.-]+", "");
        return name.isEmpty() ? "probed" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private static Map<String, Object> json(ProbeJudgement judgement, Optional<ProbeDifferences> model) {
        Map<String, Object> result = JsonNodes.fields(ProbeJudgementJson.toJson(judgement, Version.text()));
        model.ifPresent(one -> result.put("model", JsonNodes.fields(one.json())));
        return result;
    }
}
