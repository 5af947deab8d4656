package dev.vfgap.scenarios.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.models.frame.Mac;
import dev.vfgap.models.nic.family.NicFamilies;
import dev.vfgap.replay.probe.ProbeBundle;
import dev.vfgap.replay.probe.ProbePrediction;
import dev.vfgap.scenarios.output.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the variant {@code remedy}, as a probe would write them down, on the model of a NIC. */
class RemedyVariantTest {
    @TempDir
    private Path folder;

    private List<String> paths(String family) throws IOException {
        ProbeRequest request =
                new ProbeRequest("pf0", 0, Mac.parse(BedHost.MAC), OptionalInt.empty(), ProbeRequest.EXTERNAL);
        Map<String, String> names = request.names();
        names.putAll(Map.of("VFPCI", "0000:01:10.0", "VFDEV", "vf0"));
        StringBuilder events = new StringBuilder();
        for (ProbeStepPlan step : ProbeSteps.of(ProbeVariant.REMEDY, 0)) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("t_ns", 1_795_000_000_000_000_000L + events.length());
            event.put("name", step.name());
            event.put("detail", Map.of("cmd", ProbeRequest.replace(step.commands(), names), "rc", 0));
            events.append(JsonText.line(event)).append('\n');
        }
        Files.writeString(folder.resolve("events.jsonl"), events);
        Files.writeString(folder.resolve("bundle.json"), """
                {"format": "vfgap-probe-bundle/1", "name": "remedy", "testMac": "%s", "pfMac": "02:00:00:00:00:10",
                 "streams": [{"name": "untagged", "id": 0}], "events": "events.jsonl",
                 "frames": {"etherType": "0x88b5", "sequence": {"payloadOffset": 8, "bytes": 8, "order": "big"}}}
                """.formatted(BedHost.MAC));
        return ProbePrediction.of(
                        ProbeBundle.read(folder), NicFamilies.of(family).orElseThrow())
                .asProbed()
                .cells()
                .stream()
                .map(cell -> cell.step() + ": " + cell.predicted().word())
                .toList();
    }

    @Test
    void anEarlyDriverLosesNothingAsLongAsThePfHasTheMacTooAndAllWithoutThat() throws IOException {
        assertThat(paths("igb"))
                .containsExactly(
                        "baseline: none",
                        "pf_promisc_on: PF",
                        "numvfs_1: PF",
                        "pf_mac_add: PF",
                        "vf_mac_set: PF",
                        "vf_bind: PF",
                        "vf_up: PF+VF",
                        "pf_mac_del: VF",
                        "pf_mac_add_again: PF+VF",
                        "vf_down: PF",
                        "vf_unbind: PF",
                        "vf_reset: PF",
                        "vf_mac_clear: PF",
                        "pf_mac_del_again: PF",
                        "vf_mac_set_alone: none",
                        "vf_mac_clear_again: PF",
                        "control_unknown_mac: none",
                        "numvfs_0: none");
    }

    @Test
    void aLateDriverNeedsNoRemedy() throws IOException {
        assertThat(paths("mlx5")).contains("vf_mac_set: PF", "vf_up: PF+VF", "pf_mac_del: VF", "vf_mac_set_alone: PF");
    }
}
