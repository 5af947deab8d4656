package dev.vfgap.scenarios.cli;

import dev.vfgap.scenarios.probe.HostCheck;
import dev.vfgap.scenarios.probe.LinuxHost;
import dev.vfgap.scenarios.probe.ProbeHost;
import dev.vfgap.scenarios.probe.ProbeRequest;
import dev.vfgap.scenarios.probe.ProbeRun;
import dev.vfgap.scenarios.probe.ProbeSession;
import dev.vfgap.scenarios.probe.ProbeStepPlan;
import dev.vfgap.scenarios.probe.ProbeSteps;
import dev.vfgap.scenarios.probe.ProbeVariant;
import dev.vfgap.simcore.unit.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code probe run}: a probe of a NIC of this machine. */
@Command(
        name = "run",
        description = {
            "Probes a NIC of this machine: sends numbered frames, captures PF and VF, does the steps, and takes all of it back"
                    + " at the end, on an error and on Ctrl-C; probe restore does after a kill.",
            "Without --apply it changes nothing: it says what it would do, and what stands against it. --out gets a probe"
                    + " bundle for each variant, which probe judge reads. Needs root, libpcap and iproute2."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap probe run --pf enp1s0f0 --vf 0 --mac 52:54:00:fa:11:0e --from enp2s0",
            "  vfgap probe run --pf enp1s0f0 --vf 0 --mac 52:54:00:fa:11:0e --from enp2s0 --variant all --out my-nic --apply"
        })
final class ProbeRunCommand implements Callable<Integer> {
    /** A whole settled second for the judge. */
    private static final long LEAST_SETTLE_NANOS = 1_000_000_000L;

    private final ProbeHost host;
    private final long leastSettleNanos;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Mixin
    private ProbeOptions probe;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DEV",
            description = "The interface of this host that sends, cabled to the PF's port.")
    private String from;

    @Option(names = "--apply", description = "Do it. Without it nothing is changed.")
    private boolean apply;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            defaultValue = "3s",
            description = "How long each step lasts after its command, 1s or more (default: ${DEFAULT-VALUE}).")
    private String settle;

    ProbeRunCommand() {
        this(new LinuxHost(), LEAST_SETTLE_NANOS);
    }

    /** On a host whose NIC settles sooner than hardware does. */
    ProbeRunCommand(ProbeHost host, long leastSettleNanos) {
        this.host = host;
        this.leastSettleNanos = leastSettleNanos;
    }

    @Override
    public Integer call() {
        Session session = options.sessionUsing(CommonOptions.Use.OUT);
        if (from.equals(ProbeRequest.EXTERNAL)) {
            throw new ParameterException(
                    spec.commandLine(), "--from external is for probe plan; probe run sends itself: name an interface");
        }
        ProbeRequest request = probe.request(from);
        List<ProbeVariant> variants = probe.variants();
        long settleNanos = settleNanos();
        if (!apply) {
            List<String> problems = HostCheck.of(host, request, variants);
            session.result(() -> planned(request, variants, problems), () -> text(request, variants, problems));
            return ExitCode.DONE;
        }
        if (options.out() == null) {
            throw new ParameterException(spec.commandLine(), "say where to write: --out DIR, such as --out my-nic");
        }
        Map<ProbeVariant, ProbeRun.Result> results =
                ProbeSession.run(host, request, variants, settleNanos, options.out(), session::note);
        boolean restored = true;
        for (ProbeRun.Result result : results.values()) {
            result.failures().forEach(session::note);
            result.notRestored().forEach(session::problem);
            restored &= result.notRestored().isEmpty();
        }
        if (!restored) {
            session.problem("take back what is left: vfgap probe restore " + options.out());
        }
        session.result(() -> done(results), () -> done(request, results));
        return restored ? ExitCode.DONE : ExitCode.MACHINE_REFUSED;
    }

    private long settleNanos() {
        try {
            long nanos = Quantity.parseNanos(settle);
            if (nanos >= leastSettleNanos) {
                return nanos;
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--settle: " + e.getMessage());
        }
        throw new ParameterException(spec.commandLine(), "--settle is " + settle + "; write 1s or more");
    }

    private static Map<String, Object> planned(
            ProbeRequest request, List<ProbeVariant> variants, List<String> problems) {
        Map<String, Object> json = json();
        json.put("applied", false);
        json.put("problems", problems);
        List<Object> steps = new ArrayList<>();
        for (ProbeVariant variant : variants) {
            for (ProbeStepPlan step : ProbeSteps.of(variant, request)) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("variant", variant.word());
                row.put("step", step.name());
                row.put("commands", step.commands(request));
                step.leftOut().ifPresent(why -> row.put("leftOut", why));
                steps.add(row);
            }
        }
        json.put("steps", steps);
        return json;
    }

    private static String text(ProbeRequest request, List<ProbeVariant> variants, List<String> problems) {
        StringBuilder text = new StringBuilder("Nothing is changed; with --apply this would be done:\n");
        for (ProbeVariant variant : variants) {
            text.append("\n  ")
                    .append(variant.word())
                    .append(": ")
                    .append(variant.meaning())
                    .append('\n');
            for (ProbeStepPlan step : ProbeSteps.of(variant, request)) {
                text.append("    %-20s ".formatted(step.name()));
                text.append(words(step, request));
                text.append('\n');
            }
        }
        text.append("\nThen all of it is taken back, last change first.\n");
        problems.forEach(problem -> text.append("\nIt could not be done now: ").append(problem));
        return text.append(problems.isEmpty() ? "" : "\n").toString();
    }

    private static String words(ProbeStepPlan step, ProbeRequest request) {
        if (step.leftOut().isPresent()) {
            return "(left out: " + step.leftOut().get() + ")";
        }
        return step.changes().isEmpty() ? "(nothing; " + step.why() + ")" : step.commands(request);
    }

    private Map<String, Object> done(Map<ProbeVariant, ProbeRun.Result> results) {
        Map<String, Object> json = json();
        json.put("applied", true);
        List<Object> rows = new ArrayList<>();
        results.forEach((variant, result) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("variant", variant.word());
            row.put("complete", result.complete());
            row.put("failures", result.failures());
            row.put("notRestored", result.notRestored());
            rows.add(row);
        });
        json.put("variants", rows);
        return json;
    }

    private String done(ProbeRequest request, Map<ProbeVariant, ProbeRun.Result> results) {
        StringBuilder text = new StringBuilder();
        results.forEach((variant, result) -> text.append("%s: %s, %s\n"
                .formatted(
                        options.out().resolve(variant.word()),
                        result.complete() ? "all steps done" : "ended before its last step",
                        result.notRestored().isEmpty()
                                ? request.pf() + " is as it was"
                                : "not everything was taken back")));
        return text.toString();
    }

    private static Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "vfgap/probe-run/1");
        json.put("version", Version.text());
        return json;
    }
}
