package dev.vfgap.models.nic.family;

import static dev.vfgap.models.nic.family.Mark.*;

import java.util.List;

/** What is known of families beside the {@link FamilyTable}: sizes, promiscuity, the same MAC twice, limits. */
final class FamilyFacts {

    private record Line(List<String> families, Fact fact) {}

    // spotless:off
    private static final List<Line> LINES = List.of(
        line("igb",      "perfect-match table", "24 entries; VF n has entry 24 - (n + 1)",                      SOURCE_VERIFIED, "e1000_82575.h; igb_main.c igb_set_vf_mac"),
        line("igb-i350", "perfect-match table", "32 entries; VF n has entry 32 - (n + 1)",                      SOURCE_VERIFIED, "e1000_82575.h; igb_main.c igb_set_vf_mac"));
    // spotless:on

    private FamilyFacts() {}

    static List<Fact> of(String family) {
        return LINES.stream()
                .filter(line -> line.families().contains(family))
                .map(Line::fact)
                .toList();
    }

    private static Line line(String families, String topic, String text, Mark mark, String source) {
        return new Line(List.of(families.split(" ", -1)), new Fact(topic, text, mark, source));
    }
}
