package dev.vfgap.replay.figure;

import java.util.List;

/**
 * The colours of pictures. Each is written as it looks on light paper; {@link #darkRules} gives what stands for it on a dark
 * screen, where a picture is to follow the reader's choice.
 */
public final class Palette {
    public static final String PAPER = "#ffffff";
    public static final String BORDER = "#d0d7de";
    public static final String GROUND = "#f6f8fa";
    public static final String LANE = "#e7ecf1";
    public static final String INK = "#1f2328";
    public static final String MUTED = "#57606a";
    public static final String EVENT = "#9aa4af";

    /** Blue: what the model says. */
    public static final String MODEL = "#1d4ed8";

    /** Pale blue: where the model's values lie. */
    public static final String MODEL_PALE = "#a9c4f5";

    /** Orange: what does not fit. */
    public static final String OUTSIDE = "#c2410c";

    /** Grey: what was thought before, or without a model. */
    public static final String BEFORE = "#8b95a1";

    /** Where several things of one kind are told apart, beside {@link #MODEL_PALE} for the usual one. */
    public static final List<String> OTHERS = List.of("#e08a3c", "#2a9d8f", "#9467bd", "#b5a229");

    /** A colour and what stands for it in the dark. */
    private record Pair(String light, String dark) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair(PAPER, "#0d1117"),
            new Pair(BORDER, "#30363d"),
            new Pair(GROUND, "#161b22"),
            new Pair(LANE, "#21262d"),
            new Pair(INK, "#e6edf3"),
            new Pair(MUTED, "#9da7b1"),
            new Pair(EVENT, "#6e7681"),
            new Pair(MODEL, "#79b0ff"),
            new Pair(MODEL_PALE, "#27497f"),
            new Pair(OUTSIDE, "#ff9a5c"),
            new Pair(BEFORE, "#848d97"),
            new Pair(OTHERS.get(0), "#c46f1f"),
            new Pair(OTHERS.get(1), "#2f8f83"),
            new Pair(OTHERS.get(2), "#8a63b8"),
            new Pair(OTHERS.get(3), "#8f8020"));

    private Palette() {}

    /**
     * CSS that gives pictures their dark colours on a screen whose reader prefers dark; a print stays light. A rule beats the
     * attribute that it names.
     */
    public static String darkRules() {
        StringBuilder rules = new StringBuilder("@media screen and (prefers-color-scheme: dark) {\n");
        PAIRS.forEach(pair -> rules.append("  svg [fill=\"%s\"] { fill: %s; }\n".formatted(pair.light, pair.dark))
                .append("  svg [stroke=\"%s\"] { stroke: %s; }\n".formatted(pair.light, pair.dark)));
        return rules.append("}\n").toString();
    }
}
