package dev.vfgap.scenarios.config;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a file of any kind that people write, for its problems only. */
public final class ConfigCheck {
    private ConfigCheck() {}

    /**
     * The kind of a file that has no problem.
     *
     * @throws BadInputException with every problem that was found
     */
    public static FileKind check(Path path, ParameterCatalog catalog) {
        Problems problems = new Problems();
        Node node = YamlText.read(path, problems);
        FileKind kind = kind(node, problems);
        switch (kind) {
            case STRATEGY -> StrategyFile.read(node, problems);
            case SCENARIO -> ScenarioFile.read(node, List.of(), catalog, ScenarioFile.Variants.TRIED, problems);
            case PROFILE -> ProfileFile.read(node, catalog, problems);
        }
        return kind;
    }

    private static FileKind kind(Node node, Problems problems) {
        String choice = "the first line of a file is \"format: " + Kinds.either(FileKind.formats()) + "\"";
        Optional<Node> format = node instanceof Node.Mapping mapping ? mapping.value("format") : Optional.empty();
        if (format.isEmpty()) {
            problems.add(node.place(), "has no \"format\", so its kind is not known", choice);
            problems.throwIfAny();
        }
        String text = format.get() instanceof Node.Scalar scalar ? scalar.text() : "";
        Optional<FileKind> kind = FileKind.ofFormat(text);
        if (kind.isEmpty()) {
            problems.add(
                    format.get().place(),
                    "unknown format \"" + text + "\"",
                    Nearest.to(text, FileKind.formats())
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse(choice));
            problems.throwIfAny();
        }
        return kind.get();
    }
}
