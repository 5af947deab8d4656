package dev.vfgap.scenarios.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The kinds of files that people write, by the {@code format} in their first line. */
public enum FileKind {
    STRATEGY("vfgap-strategy/1"),
    SCENARIO("vfgap-scenario/1"),
    PROFILE("vfgap-profile/1");

    private final String format;

    FileKind(String format) {
        this.format = format;
    }

    /** What stands after {@code format:}. */
    public String format() {
        return format;
    }

    /** The kind in lower case, for messages and file names. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> formats() {
        return Arrays.stream(values()).map(FileKind::format).toList();
    }

    static Optional<FileKind> ofFormat(String format) {
        return Arrays.stream(values())
                .filter(kind -> kind.format.equals(format))
                .findFirst();
    }

    /** The value of {@code format} in a file of this kind. */
    ValueKind formatKind() {
        return Kinds.scalar(
                "the text " + format,
                (name, text, place, problems) -> {
                    if (!text.equals(format)) {
                        problems.add(
                                place,
                                "\"format\" is \"" + text + "\", but a " + word() + " is wanted here",
                                "write \"format: " + format + "\", or name another file");
                    }
                },
                Map.of("const", format));
    }
}
