package dev.vfgap.replay.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes a picture as SVG: a few shapes with explicit colours, and the same bytes for the same calls. */
public final class Svg {
    private static final String FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif";

    private final StringBuilder body = new StringBuilder();

    /** Where a text stands relative to its position. */
    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** How a text looks. */
    public record Style(int size, String colour, String weight, Anchor anchor) {
        public Style anchored(Anchor other) {
            return new Style(size, colour, weight, other);
        }
    }

    /** A filled rectangle; {@code hover} is shown when one points at it, empty = nothing. */
    public void rect(double x, double y, double width, double height, String fill, String hover) {
        body.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\""
                .formatted(number(x), number(y), number(width), number(height), fill));
        if (hover.isEmpty()) {
            body.append("/>\n");
        } else {
            body.append("><title>").append(escaped(hover)).append("</title></rect>\n");
        }
    }

    /** The card that everything stands on. */
    public void card(double width, double height, String fill, String stroke) {
        body.append("<rect x=\"0.5\" y=\"0.5\" width=\"%s\" height=\"%s\" rx=\"6\" fill=\"%s\" stroke=\"%s\"/>%n"
                .formatted(number(width - 1), number(height - 1), fill, stroke)
                .replace(System.lineSeparator(), "\n"));
    }

    public void line(double x1, double y1, double x2, double y2, String colour, String dashes) {
        body.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\""
                .formatted(number(x1), number(y1), number(x2), number(y2), colour));
        body.append(dashes.isEmpty() ? "/>\n" : " stroke-dasharray=\"" + dashes + "\"/>\n");
    }

    /** A disc, or a ring where {@code fill} is the paper's colour. */
    public void circle(double x, double y, double radius, String fill, String stroke, String hover) {
        body.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\""
                .formatted(number(x), number(y), number(radius), fill, stroke));
        body.append(hover.isEmpty() ? "/>\n" : "><title>" + escaped(hover) + "</title></circle>\n");
    }

    /** A line through points, x and y by turns. */
    public void polyline(double[] points, String colour) {
        body.append("<polyline points=\"");
        for (int i = 0; i < points.length; i++) {
            body.append(i == 0 ? "" : " ").append(number(points[i]));
        }
        body.append("\" fill=\"none\" stroke=\"").append(colour).append("\" stroke-width=\"1.5\"/>\n");
    }

    /** A text from below to above, its middle at a position. */
    public void upright(double x, double y, String text, Style style) {
        body.append(
                        "<text transform=\"translate(%s %s) rotate(-90)\" font-size=\"%d\" fill=\"%s\" text-anchor=\"middle\">"
                                .formatted(number(x), number(y), style.size, style.colour))
                .append(escaped(text))
                .append("</text>\n");
    }

    public void text(double x, double y, String text, Style style) {
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
    public String document(double width, double height, String title) {
        return head(width, height, "width=\"" + number(width) + "\" height=\"" + number(height) + "\" ", title, "");
    }

    /** A document that follows its reader's choice of a light or a dark screen. */
    public String themed(double width, double height, String title) {
        return head(
                width,
                height,
                "width=\"" + number(width) + "\" height=\"" + number(height) + "\" ",
                title,
                "<style>\n" + Palette.darkRules() + "</style>\n");
    }

    /** A picture to stand in a page, whose width gives its own; the page has {@link Palette#darkRules}. */
    public String inline(double width, double height, String title) {
        return head(width, height, "style=\"max-width:" + number(width) + "px\" ", title, "");
    }

    private String head(double width, double height, String size, String title, String style) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" " + size + "viewBox=\"0 0 " + number(width) + " "
                + number(height) + "\" role=\"img\" font-family=\"" + FONT + "\">\n<title>" + escaped(title)
                + "</title>\n"
                + style + body + "</svg>\n";
    }

    /** About how wide a text is. */
    public static double width(String text, int size) {
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
