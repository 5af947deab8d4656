package dev.vfgap.scenarios.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How constants are written in files and on the command line: {@code SET_ADMIN_MAC} as {@code set-admin-mac}. */
public final class Words {
    private Words() {}

    /** The word for a constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The words for constants, in their order. */
    static List<String> of(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Words::of).toList();
    }

    /** The constant that a word stands for; the word has been checked. */
    static <T extends Enum<T>> T constant(Class<T> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
