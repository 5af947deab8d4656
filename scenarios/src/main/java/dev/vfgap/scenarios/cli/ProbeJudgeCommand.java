package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.probe.ProbeDevice;
import dev.vfgap.replay.probe.ProbeEvidence;
import dev.vfgap.replay.probe.ProbeJudgement;
import dev.vfgap.replay.probe.ProbeJudgementJson;
import dev.vfgap.replay.probe.ProbeJudgementText;
import dev.vfgap.replay.probe.ProbeVerdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code probe judge}: what probes say of a NIC's driver. */
@Command(
        name = "judge",
        description = {
            "Says from the captures of probes whether a driver leads a VF's MAC to the VF before the VF can receive: EARLY,"
                    + " LATE, SWITCHDEV or UNDECIDED, with the reasons. Probes of one device are judged together.",
            "Ends with 1 when nothing is decided. --out writes judge.ndjson, a line for each device."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap probe judge replay/samples/filter-probe/bridge-1",
            "  vfgap probe judge --json replay/samples/filter-probe/*"
        })
final class ProbeJudgeCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "PROBE-BUNDLE", arity = "1..*", description = "Folders of probe bundles.")
    private List<Path> bundles;

    @Override
    public Integer call() {
        Session session = options.sessionUsing(CommonOptions.Use.OUT);
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        Map<ProbeDevice, List<ProbeEvidence>> devices = new LinkedHashMap<>();
        int exitCode = ExitCode.DONE;
        try (Progress progress = session.progress("bundles", bundles.size())) {
            for (Path folder : bundles) {
                try {
                    ProbeEvidence evidence = ProbeEvidence.of(Bundles.readProbe(folder));
                    devices.computeIfAbsent(evidence.bundle().device(), any -> new ArrayList<>())
                            .add(evidence);
                } catch (BadInputException e) {
                    e.problems().forEach(problem -> session.problem(problem.sentence()));
                    exitCode = ExitCode.BAD_INPUT;
                }
                progress.step();
            }
        }
        StringBuilder lines = new StringBuilder();
        for (List<ProbeEvidence> evidence : devices.values()) {
            ProbeJudgement judgement = ProbeJudgement.of(evidence);
            session.result(() -> json(judgement), () -> ProbeJudgementText.of(judgement));
            lines.append(JsonText.line(json(judgement))).append('\n');
            boolean decided = judgement.verdict() != ProbeVerdict.UNDECIDED;
            exitCode = Math.max(exitCode, decided ? ExitCode.DONE : ExitCode.ANSWER_NO);
        }
        out.ifPresent(folder -> session.note("wrote " + folder.write("judge.ndjson", lines.toString())));
        return exitCode;
    }

    private static Map<String, Object> json(ProbeJudgement judgement) {
        return JsonNodes.fields(ProbeJudgementJson.toJson(judgement, Version.text()));
    }
}
