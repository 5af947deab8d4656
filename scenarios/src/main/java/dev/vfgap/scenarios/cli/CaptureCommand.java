package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputFiles;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.live.CapturePlace;
import dev.vfgap.replay.live.CapturePlan;
import dev.vfgap.replay.live.InterfaceInfo;
import dev.vfgap.replay.live.Libpcap;
import dev.vfgap.replay.live.LiveCapture;
import dev.vfgap.replay.live.LiveInterface;
import dev.vfgap.replay.live.LiveOptions;
import dev.vfgap.replay.live.LiveResult;
import dev.vfgap.replay.logs.LabNotes;
import dev.vfgap.scenarios.output.InterruptHook;
import dev.vfgap.scenarios.output.OutputFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code capture}: interfaces of this machine at once, into a folder that {@code bundle} takes. */
@Command(
        name = "capture",
        description = {
            "Captures several interfaces of this machine at once into one pcapng file, with stamps in ns.",
            "It also writes a capture.yaml that says where each stands, so the folder is one for doctor and bundle. It ends"
                    + " after --duration, after --packets, or by Ctrl-C. It needs libpcap and the right to capture (root)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap capture --list",
            "  vfgap capture --interface br0=uplink:A --interface tap3=standby:A --out my-run",
            "  vfgap capture --interface eth0=peer --filter 'udp port 7000' --duration 60s --out my-run",
            "  vfgap capture --host B --interface enp1s0f0=uplink --interface vnet0=standby --ring 4x100MiB --out my-run"
        })
final class CaptureCommand implements Callable<Integer> {
    /** So long an interrupted program waits for its capture to be written out. */
    private static final long MOST_CLOSING_SECONDS = 60;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Mixin
    private CaptureSettings settings;

    @Option(names = "--list", description = "List the interfaces of this machine and capture nothing.")
    private boolean list;

    @Option(
            names = "--dry-run",
            description = "Open the interfaces with the filter, say what would be written, and end.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Session session = options.sessionUsing(CommonOptions.Use.OUT);
        if (list) {
            List<InterfaceInfo> interfaces = Libpcap.load().interfaces();
            session.result(() -> CaptureReport.json(interfaces), () -> CaptureReport.text(interfaces));
            return ExitCode.DONE;
        }
        List<CapturePlace> places = settings.places();
        LiveOptions live = settings.live();
        Path folder = folder();
        CapturePlan checked = settings.plan(folder, "");
        refuseToReplace(checked, places);
        Libpcap library = Libpcap.load();
        CapturePlan plan = settings.plan(folder, "vfgap " + Version.text() + ", libpcap " + library.version());
        List<LiveCapture.Source> sources = open(library, places, live);
        sources.forEach(source -> CaptureReport.warnings(source, live).forEach(session::note));
        if (dryRun) {
            sources.forEach(source -> source.live().close());
            session.result(() -> CaptureReport.json(plan, places), () -> CaptureReport.text(plan, places));
            return ExitCode.DONE;
        }
        return capture(session, plan, sources);
    }

    private Path folder() {
        if (options.out() == null && !dryRun) {
            throw new ParameterException(spec.commandLine(), "say where to write: --out DIR, such as --out my-run");
        }
        return options.out() == null ? Path.of("") : options.out();
    }

    private static void refuseToReplace(CapturePlan plan, List<CapturePlace> places) {
        for (String name : plan.names(places)) {
            Path path = plan.folder().resolve(name);
            if (Files.exists(path)
                    || InputFiles.isPattern(path) && !InputFiles.matching(path).isEmpty()) {
                throw new BadInputException(InputProblem.ofFile(
                        path.toString(), "is there already", "name another folder, or move it away"));
            }
        }
    }

    /** Opens all interfaces or none: the first that cannot be opened is told. */
    private static List<LiveCapture.Source> open(Libpcap library, List<CapturePlace> places, LiveOptions options) {
        List<LiveCapture.Source> sources = new ArrayList<>();
        try {
            for (CapturePlace place : places) {
                LiveInterface opened = library.open(place.interfaceName(), options);
                sources.add(new LiveCapture.Source(place, opened, options));
            }
            return sources;
        } finally {
            if (sources.size() < places.size()) {
                sources.forEach(source -> source.live().close());
            }
        }
    }

    private Integer capture(Session session, CapturePlan plan, List<LiveCapture.Source> sources) {
        OutputFolder out = OutputFolder.open(plan.folder());
        boolean hasNotes = Files.exists(plan.folder().resolve(LabNotes.NAME));
        LiveCapture capture = new LiveCapture(plan, sources);
        // The files are to be complete before an interrupted program ends.
        InterruptHook hook = InterruptHook.begin("vfgap-capture-end", capture::stop, MOST_CLOSING_SECONDS);
        try {
            session.note("capturing "
                    + String.join(
                            ", ",
                            sources.stream()
                                    .map(source -> source.place().interfaceName())
                                    .toList())
                    + (plan.durationNanos().isPresent() || plan.packets().isPresent() ? "" : "; Ctrl-C ends it"));
            LiveResult result;
            try (CaptureProgress progress = session.captureProgress()) {
                result = capture.run(progress::show);
            }
            CaptureReport.drops(result).forEach(session::problem);
            CaptureReport.notes(result).forEach(session::note);
            session.result(() -> CaptureReport.json(plan, result), () -> CaptureReport.text(plan, result));
            if (hasNotes) {
                session.note(plan.folder().resolve(LabNotes.NAME)
                        + " was there already and was left as it is; it must say where each was made:\n"
                        + CaptureReport.notes(result.captures()));
            } else {
                session.note("wrote " + out.write(LabNotes.NAME, CaptureReport.notes(result.captures())));
            }
            result.failure().ifPresent(failure -> {
                throw failure;
            });
            return ExitCode.DONE;
        } finally {
            hook.close();
        }
    }
}
