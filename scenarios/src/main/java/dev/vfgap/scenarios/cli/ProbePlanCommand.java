package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.output.OutputFolder;
import dev.vfgap.scenarios.probe.ProbePlanScript;
import dev.vfgap.scenarios.probe.ProbeRequest;
import dev.vfgap.scenarios.probe.ProbeVariant;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code probe plan}: the script that does a probe on a host without Java. */
@Command(
        name = "plan",
        description = {
            "Prints a POSIX shell script that probes a NIC on a host without Java: it records how the host is, does the steps,"
                    + " and takes all of it back at the end, on an error and on Ctrl-C. It writes a probe bundle for each"
                    + " variant, which probe judge reads.",
            "It needs iproute2, tcpdump and mausezahn. --out writes probe-plan.sh."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap probe plan --pf enp1s0f0 --vf 0 --mac 52:54:00:fa:11:0e --from enp2s0 >probe.sh",
            "  vfgap probe plan --pf enp1s0f0 --vf 0 --mac 52:54:00:fa:11:0e --vlan 100 --variant all"
        })
final class ProbePlanCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Mixin
    private ProbeOptions probe;

    @Option(
            names = "--from",
            paramLabel = "DEV",
            defaultValue = ProbeRequest.EXTERNAL,
            description = "The interface of this host that sends, cabled to the PF's port; external (default): another"
                    + " machine sends.")
    private String from;

    @Override
    public Integer call() {
        Session session = options.sessionUsing(CommonOptions.Use.OUT);
        ProbeRequest request = probe.request(from);
        String script = ProbePlanScript.of(request, probe.variants());
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "vfgap/probe-plan/1");
        json.put("version", Version.text());
        json.put("variants", probe.variants().stream().map(ProbeVariant::word).toList());
        json.put("script", script);
        session.result(() -> json, () -> script);
        out.map(folder -> folder.write("probe-plan.sh", script))
                .ifPresent((Path file) -> session.note("wrote " + file));
        return ExitCode.DONE;
    }
}
