package dev.vfgap.scenarios.cli;

import dev.vfgap.models.guest.DriverValues;
import dev.vfgap.models.lab.GuestNic;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.scenarios.config.Nearest;
import dev.vfgap.scenarios.config.Words;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code describe driver}: the phases of one guest driver of the primary. */
@Command(
        name = "driver",
        description = "Shows a guest driver of the primary: how long its phases last, its ring, and how that is known.",
        footerHeading = "%nExamples:%n",
        footer = {"  vfgap describe driver ixgbevf", "  vfgap describe driver mlx5_core --json"})
final class DescribeDriver implements Callable<Integer> {
    /** What a driver has of its own, or shares with every other. */
    private static final String PHASES = "guest.vf";

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "DRIVER", description = "The driver's name in Linux, like ixgbevf.")
    private String name;

    @Override
    public Integer call() {
        if (!GuestNic.names().contains(name)) {
            String mend = Nearest.to(name, GuestNic.names())
                    .map(near -> "did you mean \"" + near + "\"?")
                    .orElse("known are " + String.join(", ", GuestNic.names()));
            throw new BadInputException(InputProblem.ofFile(name, "there is no driver of this name", mend));
        }
        GuestNic nic = GuestNic.of(name);
        options.sessionUsing().result(() -> json(nic), () -> text(nic));
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(GuestNic nic) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", nic.driver().name());
        driver.put("carrier", Words.of(nic.driver().carrier()));
        driver.put("looks", Words.of(nic.driver().looks()));
        driver.put("usualNic", nic.usualNic());
        driver.put(
                "parameters",
                parameters().stream().map(parameter -> shown(nic, parameter)).toList());
        Map<String, Object> result = DescribeCommand.head();
        result.put("driver", driver);
        return result;
    }

    private static Map<String, Object> shown(GuestNic nic, Parameter parameter) {
        ParameterValues values = values(nic);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("key", parameter.key());
        shown.put("meaning", parameter.meaning());
        shown.put("value", value(nic, parameter));
        shown.put("own", isOwn(nic, parameter));
        Provenance known = values.provenance(parameter.key());
        shown.put("provenance", known.kind().name().toLowerCase(Locale.ROOT));
        shown.put("where", known.where());
        return shown;
    }

    private static String text(GuestNic nic) {
        StringBuilder text = new StringBuilder();
        text.append(nic.driver().name())
                .append("\n  reports carrier ")
                .append(
                        switch (nic.driver().carrier()) {
                            case AT_OPEN -> "within its open";
                            case AFTER_NEGOTIATION -> "some time after its open";
                        })
                .append(
                        switch (nic.driver().looks()) {
                            case WHEN_TOLD -> ", and looks again when it is told";
                            case BY_TIMER -> ", and looks again when it is told and by a timer";
                        })
                .append("\n  its VFs are usually those of a NIC of the family ")
                .append(nic.usualNic())
                .append("\n\n");
        for (Parameter parameter : parameters()) {
            text.append(String.format("%-22s %s\n", parameter.key(), value(nic, parameter)))
                    .append("    ")
                    .append(parameter.meaning())
                    .append("\n    ")
                    .append(isOwn(nic, parameter) ? "" : "as of any driver: ")
                    .append(values(nic).provenance(parameter.key()))
                    .append('\n');
        }
        return text.append("\nA profile, a scenario's parameters and --set go over these values.\n")
                .toString();
    }

    private static List<Parameter> parameters() {
        return Catalogue.all().all().stream()
                .filter(parameter -> parameter.key().startsWith(PHASES)
                        || parameter.key().endsWith("RingVf")
                        || parameter.key().equals("guest.txRingStay"))
                .toList();
    }

    private static ParameterValues values(GuestNic nic) {
        ParameterCatalog catalog = Catalogue.all();
        return DriverValues.over(catalog.defaults(), nic.driver().name());
    }

    private static String value(GuestNic nic, Parameter parameter) {
        Distribution value = values(nic).distribution(parameter.key());
        return value.toText(parameter.unit());
    }

    private static boolean isOwn(GuestNic nic, Parameter parameter) {
        return DriverValues.of(nic.driver().name()).stream()
                .anyMatch(value -> value.key().equals(parameter.key()));
    }
}
