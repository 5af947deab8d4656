package dev.vfgap.scenarios.cli;

import dev.vfgap.models.nic.family.Cell;
import dev.vfgap.models.nic.family.FilterClass;
import dev.vfgap.models.nic.family.Mark;
import dev.vfgap.models.nic.family.NicEvent;
import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.scenarios.config.Words;
import dev.vfgap.scenarios.library.Nics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code describe nics}: the built-in NIC families. */
@Command(
        name = "nics",
        description =
                "Lists the NIC families: when the filter leads a VF's MAC to the VF, and how much of that is not verified.",
        footerHeading = "%nExamples:%n",
        footer = {"  vfgap describe nics", "  vfgap describe nics --json"})
final class DescribeNics implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() {
        options.sessionUsing().result(DescribeNics::json, DescribeNics::text);
        return ExitCode.DONE;
    }

    private static Map<String, Object> json() {
        Map<String, Object> result = DescribeCommand.head();
        result.put("nics", Nics.all().stream().map(DescribeNics::summary).toList());
        return result;
    }

    /** What a list says of a family. */
    static Map<String, Object> summary(NicFamily family) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("name", family.name());
        summary.put("aliases", Nics.aliases(family));
        summary.put("title", family.title());
        summary.put("class", Words.of(family.filterClass()));
        summary.put("filter", family.filterClass().text());
        summary.put("adminMac", family.cell(NicEvent.SET_ADMIN_MAC).text());
        summary.put("cells", family.cells().size());
        summary.put("notVerifiedCells", notVerified(family));
        return summary;
    }

    private static long notVerified(NicFamily family) {
        return family.cells().values().stream()
                .map(Cell::mark)
                .filter(Mark.NOT_VERIFIED::equals)
                .count();
    }

    private static String text() {
        StringBuilder text = new StringBuilder(line("family", "class", "at once", "not verified", "chips (drivers)"));
        for (NicFamily family : Nics.all()) {
            text.append(line(
                    family.name(),
                    Words.of(family.filterClass()),
                    atOnce(family),
                    notVerified(family) + " of " + family.cells().size(),
                    family.title()));
        }
        text.append("\nThe class says when the filter leads a VF's MAC to the VF:\n");
        for (FilterClass filterClass : FilterClass.values()) {
            text.append(String.format("  %-17s %s\n", Words.of(filterClass), filterClass.text()));
        }
        return text.append("\"at once\" is what \"ip link set PF vf N mac M\" does, in the notation of the pages.\n")
                .append("\"vfgap describe nic NAME\" shows one; NAME may also be a chip or a driver, like 82599.\n")
                .toString();
    }

    private static String atOnce(NicFamily family) {
        return family.cell(NicEvent.SET_ADMIN_MAC).steps().get(0).toString();
    }

    private static String line(String name, String filterClass, String atOnce, String notVerified, String title) {
        return String.format("%-15s %-17s %-17s %-13s %s\n", name, filterClass, atOnce, notVerified, title);
    }
}
