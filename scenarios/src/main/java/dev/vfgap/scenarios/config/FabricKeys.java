package dev.vfgap.scenarios.config;

import static dev.vfgap.scenarios.config.Shape.optional;

import dev.vfgap.models.fabric.EntryKind;
import dev.vfgap.models.fabric.UnknownUnicast;
import dev.vfgap.models.host.FlowMemory;
import dev.vfgap.models.lab.FabricOptions;
import dev.vfgap.models.lab.FabricOptions.Control;
import java.util.Arrays;
import java.util.List;

/** The keys of a scenario that say what the switch between peer and hosts is. */
final class FabricKeys {
    private static final ValueKind YES_OR_NO = Kinds.words(List.of("true", "false"));
    private static final List<EntryKind> ENTERED = List.of(EntryKind.DYNAMIC, EntryKind.STATIC, EntryKind.STICKY);

    /** Under {@code switch}. */
    static final Shape SWITCH = Shape.of(
            "switch",
            optional("flood", YES_OR_NO, "whether it floods unknown unicast; true without this key"),
            optional(
                    "control",
                    Kinds.words(
                            Arrays.stream(Control.values()).map(Control::word).toList()),
                    "learning, which is also meant without this key, or a control-plane that binds the guest's MAC"
                            + " fabric.portBinding after the guest resumed"),
            optional(
                    "entry",
                    Kinds.words(ENTERED.stream().map(Words::of).toList()),
                    "of what kind its entry for the guest's MAC is: dynamic without this key; static does not age, sticky"
                            + " does not move either"),
            optional(
                    "flowTable",
                    YES_OR_NO,
                    "whether it sends where the last frames went, whatever its entry says, until none came for sw.flowIdle;"
                            + " false without this key"));

    private FabricKeys() {}

    /** What it does with unknown unicast. */
    static UnknownUnicast unknownUnicast(Fields scenario) {
        boolean drops = scenario.optionalGroup("switch")
                .flatMap(fields -> fields.optionalText("flood"))
                .filter("false"::equals)
                .isPresent();
        return drops ? UnknownUnicast.DROP : UnknownUnicast.FLOOD;
    }

    /** What else it is; without the key {@link FabricOptions#USUAL}. */
    static FabricOptions fabric(Fields scenario, Problems problems) {
        return scenario.optionalGroup("switch")
                .map(fields -> bind(fields, problems))
                .orElse(FabricOptions.USUAL);
    }

    private static FabricOptions bind(Fields fields, Problems problems) {
        Control control =
                fields.word("control", Control.values(), Control::word).orElse(Control.LEARNING);
        if (control == Control.CONTROL_PLANE && fields.has("entry")) {
            problems.add(
                    fields.node("entry").place(),
                    "\"entry\" is of a switch that learns; a control plane's entry stays where it is put",
                    "remove it");
        }
        return new FabricOptions(
                control, fields.word("entry", EntryKind.values(), Words::of).orElse(EntryKind.DYNAMIC), flows(fields));
    }

    /** What {@code flowTable} says. */
    static FlowMemory flows(Fields fields) {
        return fields.optionalText("flowTable").filter("true"::equals).isPresent() ? FlowMemory.KEPT : FlowMemory.NONE;
    }
}
