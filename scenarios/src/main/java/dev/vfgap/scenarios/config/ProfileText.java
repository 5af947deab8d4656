package dev.vfgap.scenarios.config;

import dev.vfgap.simcore.parameter.ParameterCatalog;
import java.util.List;
import java.util.Locale;

/** Writes a profile of parameters, from which {@link ProfileFile} reads the same again. */
public final class ProfileText {
    private ProfileText() {}

    /** The profile's text. */
    public static String of(Profile profile, ParameterCatalog catalog) {
        StringBuilder text = new StringBuilder();
        text.append("format: ").append(FileKind.PROFILE.format()).append('\n');
        text.append("name: ").append(NicText.scalar(profile.name())).append('\n');
        text.append("title: ").append(NicText.scalar(profile.title())).append('\n');
        text.append("of: ").append(profile.of().word()).append('\n');
        profile.calibration().ifPresent(on -> {
            text.append("calibration:\n");
            list(text, "bundles", on.bundles());
            list(text, "labs", on.labs());
            on.lab()
                    .ifPresent(lab ->
                            text.append("  lab: ").append(NicText.scalar(lab)).append('\n'));
            list(text, "primaryNics", on.primaryNics());
            list(text, "hotplugs", on.hotplugs());
            if (!on.fittedToLosses().isEmpty()) {
                list(text, "fittedToLosses", on.fittedToLosses());
            }
        });
        text.append("parameters:\n");
        settings(text, "  ", profile.settings(), catalog);
        if (!profile.when().isEmpty()) {
            text.append("when:\n");
        }
        for (Profile.When when : profile.when()) {
            String mark = "  - ";
            if (when.lab().isPresent()) {
                text.append(mark)
                        .append("lab: ")
                        .append(NicText.scalar(when.lab().get()))
                        .append('\n');
                mark = "    ";
            }
            if (when.nic().isPresent()) {
                text.append(mark)
                        .append("nic: ")
                        .append(NicText.scalar(when.nic().get()))
                        .append('\n');
            }
            text.append("    parameters:\n");
            settings(text, "      ", when.settings(), catalog);
        }
        return text.toString();
    }

    private static void settings(
            StringBuilder text, String indent, List<Profile.Setting> settings, ParameterCatalog catalog) {
        for (Profile.Setting setting : settings) {
            text.append(indent).append(setting.key()).append(":\n");
            text.append(indent)
                    .append("  value: ")
                    .append(NicText.scalar(setting.value()
                            .toText(catalog.require(setting.key()).unit())))
                    .append('\n');
            text.append(indent)
                    .append("  provenance: ")
                    .append(setting.provenance().kind().name().toLowerCase(Locale.ROOT))
                    .append('\n');
            text.append(indent)
                    .append("  where: ")
                    .append(NicText.scalar(setting.provenance().where()))
                    .append('\n');
        }
    }

    private static void list(StringBuilder text, String key, List<String> items) {
        text.append("  ").append(key).append(items.isEmpty() ? ": []\n" : ":\n");
        items.forEach(item -> text.append("    - ").append(NicText.scalar(item)).append('\n'));
    }
}
