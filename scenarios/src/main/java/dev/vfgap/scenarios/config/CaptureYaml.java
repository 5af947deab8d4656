package dev.vfgap.scenarios.config;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Reads a lab's {@code capture.yaml} as the JSON that a bundle's manifest is written in: whole numbers and
 * {@code true}/{@code false} become values, everything else is text. Every value stands in the line in which it stands in the
 * YAML, so that what a reader of the JSON finds wrong has its line.
 */
public final class CaptureYaml {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17}|[1-8][0-9]{18})");

    private final StringBuilder json = new StringBuilder();
    private int line = 1;

    private CaptureYaml() {}

    /**
     * The file as JSON.
     *
     * @throws dev.vfgap.replay.bundle.BadInputException when it is no YAML
     */
    public static byte[] json(Path file) {
        Problems problems = new Problems();
        Node node = YamlText.read(file, problems);
        problems.throwIfAny();
        CaptureYaml writer = new CaptureYaml();
        writer.write(node);
        return writer.json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Node node) {
        moveTo(node.place());
        if (node instanceof Node.Mapping mapping) {
            json.append('{');
            String comma = "";
            for (Node.Entry entry : mapping.entries()) {
                json.append(comma).append(TextNode.valueOf(entry.key())).append(':');
                write(entry.value());
                comma = ",";
            }
            json.append('}');
        } else if (node instanceof Node.Sequence sequence) {
            json.append('[');
            String comma = "";
            for (Node item : sequence.items()) {
                json.append(comma);
                write(item);
                comma = ",";
            }
            json.append(']');
        } else {
            json.append(value(((Node.Scalar) node).text()));
        }
    }

    private void moveTo(Place place) {
        for (; line < place.line(); line++) {
            json.append('\n');
        }
    }

    private static String value(String text) {
        boolean plain = text.equals("true")
                || text.equals("false")
                || WHOLE.matcher(text).matches();
        return plain ? text : TextNode.valueOf(text).toString();
    }
}
