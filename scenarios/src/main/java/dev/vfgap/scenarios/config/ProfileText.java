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
            list(text, "primaryNics", on.primaryNics());
            list(text, "hotplugs", on.hotplugs());
        });
        text.append("parameters:\n");
        for (Profile.Setting setting : profile.settings()) {
            text.append("  ").append(setting.key()).append(":\n");
            text.append("    value: ")
                    .append(NicText.scalar(setting.value()
                            .toText(catalog.require(setting.key()).unit())))
                    .append('\n');
            text.append("    provenance: ")
                    .append(setting.provenance().kind().name().toLowerCase(Locale.ROOT))
                    .append('\n');
            text.append("    where: ")
                    .append(NicText.scalar(setting.provenance().where()))
                    .append('\n');
        }
        return text.toString();
    }

    private static void list(StringBuilder text, String key, List<String> items) {
        text.append("  ").append(key).append(items.isEmpty() ? ": []\n" : ":\n");
        items.forEach(item -> text.append("    - ").append(NicText.scalar(item)).append('\n'));
    }
}
