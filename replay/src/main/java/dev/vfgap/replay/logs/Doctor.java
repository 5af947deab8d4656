package dev.vfgap.replay.logs;

import dev.vfgap.replay.bundle.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a lab's files are and what can be done with them.
 *
 * @param lab the files
 * @param clocks how their clocks relate, a sentence each
 * @param analyses what can be done, and what is missing for it
 * @param findings what must be known of the notes and of the events together
 */
public record Doctor(LabFolder lab, List<String> clocks, List<Analysis> analyses, List<Finding> findings) {

    public Doctor {
        clocks = List.copyOf(clocks);
        analyses = List.copyOf(analyses);
        findings = List.copyOf(findings);
    }

    /**
     * Examines a folder's files.
     *
     * @param guestMac the guest's address, where it is given
     */
    public static Doctor of(LabFolder lab, OptionalLong guestMac) {
        List<Finding> findings = new ArrayList<>(lab.notes().findings());
        findings.addAll(EventMerge.of(lab).findings());
        return new Doctor(lab, ClockRelations.of(lab), Suitability.of(lab, guestMac), findings);
    }
}
