package dev.vfgap.replay.predict;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes a picture as SVG: a few shapes with explicit colours, and the same bytes for the same calls. */
final class Svg {
    private static final String FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif";

    private final StringBuilder body = new StringBuilder();

    /** Where a text stands relative to its position. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** How a text looks. */
    record Style(int size, String colour, String weight, Anchor anchor) {
        Style anchored(Anchor other) {
            return new Style(size, colour, weight, other);
        }
    }

    /** A filled rectangle; {@code hover} is shown when one points at it, empty = nothing. */
    void rect(double x, double y, double width, double height, String fill, String hover) {
        body.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\""
                .formatted(number(x), number(y), number(width), number(height), fill));
        if (hover.isEmpty()) {
            body.append("/>\n");
        } else {
            body.append("><title>").append(escaped(hover)).append("</title></rect>\n");
        }
    }

    /** The card that everything stands on. */
    void card(double width, double height, String fill, String stroke) {
        body.append("<rect x=\"0.5\" y=\"0.5\" width=\"%s\" height=\"%s\" rx=\"6\" fill=\"%s\" stroke=\"%s\"/>%n"
                .formatted(number(width - 1), number(height - 1), fill, stroke)
                .replace(System.lineSeparator(), "\n"));
    }

    void line(double x1, double y1, double x2, double y2, String colour, String dashes) {
        body.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\""
                .formatted(number(x1), number(y1), number(x2), number(y2), colour));
        body.append(dashes.isEmpty() ? "/>\n" : " stroke-dasharray=\"" + dashes + "\"/>\n");
    }

    void text(double x, double y, String text, Style style) {
        body.append("<text x=\"%s\" y=\"%s\" font-size=\"%d\" fill=\"%s\""
                .formatted(number(x), number(y), style.size, style.colour));
        if (!style.weight.isEmpty()) {
            body.append(" font-weight=\"").append(style.weight).append('"');
        }
        if (style.anchor != Anchor.START) {
            body.append(" text-anchor=\"")
                    .append(style.anchor == Anchor.END ? "end" : "middle")
                    .append('"');
        }
        body.append('>').append(escaped(text)).append("</text>\n");
    }

    /** The whole document, with a title for those who cannot see it. */
    String document(double width, double height, String title) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(width) + "\" height=\"" + number(height)
                + "\" viewBox=\"0 0 " + number(width) + " " + number(height) + "\" role=\"img\" font-family=\"" + FONT
                + "\">\n<title>" + escaped(title) + "</title>\n" + body + "</svg>\n";
    }

    /** About how wide a text is. */
    static double width(String text, int size) {
        return text.length() * size * 0.55;
    }

    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).setScale(1, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default ->
                    out.appendCodePoint(c < 0x20 || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF ? ' ' : c);
            }
        });
        return out.toString();
    }
}
