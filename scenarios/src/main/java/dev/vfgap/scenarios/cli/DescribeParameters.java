package dev.vfgap.scenarios.cli;

import dev.vfgap.models.guest.DriverValues;
import dev.vfgap.scenarios.library.Catalogue;
import dev.vfgap.simcore.parameter.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code describe parameters}: every number that a run depends on. */
@Command(
        name = "parameters",
        description = "Lists every parameter: meaning, default, range, and how the default is known.",
        footerHeading = "%nExamples:%n",
        footer = {"  vfgap describe parameters", "  vfgap describe parameters --json"})
final class DescribeParameters implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() {
        options.sessionUsing().result(DescribeParameters::json, DescribeParameters::text);
        return ExitCode.DONE;
    }

    private static Map<String, Object> json() {
        Map<String, Object> result = DescribeCommand.head();
        result.put(
                "parameters",
                Catalogue.all().all().stream().map(DescribeParameters::shown).toList());
        return result;
    }

    private static Map<String, Object> shown(Parameter parameter) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("key", parameter.key());
        shown.put("meaning", parameter.meaning());
        shown.put("default", parameter.value().toText(parameter.unit()));
        shown.put("min", parameter.unit().format(parameter.min()));
        shown.put("max", parameter.unit().format(parameter.max()));
        shown.put("provenance", parameter.provenance().kind().name().toLowerCase(Locale.ROOT));
        shown.put("where", parameter.provenance().where());
        List<DriverValues.Value> byDriver = DriverValues.ofParameter(parameter.key());
        if (!byDriver.isEmpty()) {
            Map<String, Object> drivers = new LinkedHashMap<>();
            byDriver.forEach(value -> drivers.put(value.driver(), value.value().toText(parameter.unit())));
            shown.put("byDriver", drivers);
        }
        return shown;
    }

    private static String text() {
        StringBuilder text = new StringBuilder();
        for (Parameter parameter : Catalogue.all().all()) {
            text.append(parameter.key())
                    .append("\n    ")
                    .append(parameter.meaning())
                    .append("\n    ")
                    .append(parameter.value().toText(parameter.unit()))
                    .append(", may be ")
                    .append(parameter.unit().format(parameter.min()))
                    .append(" to ")
                    .append(parameter.unit().format(parameter.max()))
                    .append("\n    ")
                    .append(parameter.provenance())
                    .append("\n");
            for (DriverValues.Value value : DriverValues.ofParameter(parameter.key())) {
                text.append("    with ")
                        .append(value.driver())
                        .append(": ")
                        .append(value.value().toText(parameter.unit()))
                        .append("\n");
            }
        }
        return text.append("\n\"vfgap describe driver NAME\" says how a driver's own values are known.\n")
                .append("Set one with --set KEY=VALUE, like --set guest.vfProbe=20ms.\n")
                .toString();
    }
}
