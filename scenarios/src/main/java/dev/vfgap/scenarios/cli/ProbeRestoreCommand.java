package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.probe.LinuxHost;
import dev.vfgap.scenarios.probe.ProbeHost;
import dev.vfgap.scenarios.probe.ProbeSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code probe restore}: takes back what a probe has left that was killed. */
@Command(
        name = "restore",
        description = {
            "Takes back what a probe run has changed that was killed, by the journal that it wrote before each change. Where"
                    + " nothing is left it does nothing. Run it on the host that was probed, as root.",
            "Ends with 4 when something could not be taken back; it can be tried again."
        },
        footerHeading = "%nExamples:%n",
        footer = "  vfgap probe restore my-nic")
final class ProbeRestoreCommand implements Callable<Integer> {
    private final ProbeHost host;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "DIR", description = "The folder that probe run wrote to.")
    private Path folder;

    ProbeRestoreCommand() {
        this(new LinuxHost());
    }

    ProbeRestoreCommand(ProbeHost host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        Session session = options.sessionUsing();
        Map<Path, List<String>> restored = ProbeSession.restore(host, folder);
        boolean all = restored.values().stream().allMatch(List::isEmpty);
        restored.values().forEach(failures -> failures.forEach(session::problem));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "vfgap/probe-restore/1");
        json.put("version", Version.text());
        List<Object> rows = new ArrayList<>();
        restored.forEach((one, failures) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("folder", one.toString());
            row.put("notRestored", failures);
            rows.add(row);
        });
        json.put("runs", rows);
        session.result(() -> json, () -> text(restored));
        return all ? ExitCode.DONE : ExitCode.MACHINE_REFUSED;
    }

    private static String text(Map<Path, List<String>> restored) {
        StringBuilder text = new StringBuilder();
        restored.forEach((one, failures) ->
                text.append(one).append(failures.isEmpty() ? ": taken back\n" : ": not everything was taken back\n"));
        return restored.isEmpty() ? "Nothing is left to take back.\n" : text.toString();
    }
}
