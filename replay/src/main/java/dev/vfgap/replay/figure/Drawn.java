package dev.vfgap.replay.figure;

/**
 * A picture that is done.
 *
 * @param svg its shapes
 * @param width its width, in the picture's unit
 * @param height its height
 * @param title what it shows, for those who cannot see it
 */
public record Drawn(Svg svg, double width, double height, String title) {

    /** The picture as a file of its own. */
    public String file() {
        return svg.themed(width, height, title);
    }

    /** The picture to stand in a page. */
    public String inline() {
        return svg.inline(width, height, title);
    }
}
