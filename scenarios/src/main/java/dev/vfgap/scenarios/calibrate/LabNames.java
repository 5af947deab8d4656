package dev.vfgap.scenarios.calibrate;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Which lab the bundles of a folder are from, as a user says it: {@code NAME=GLOB}, the first that fits. */
public final class LabNames {
    /** Says nothing of any. */
    public static final LabNames NONE = new LabNames(List.of());

    private record Named(String name, PathMatcher folders) {}

    private final List<Named> named;

    private LabNames(List<Named> named) {
        this.named = List.copyOf(named);
    }

    /**
     * The names of option {@code --lab}.
     *
     * @param options each {@code NAME=GLOB}; the glob is held against a bundle's folder as given, and against its last name
     * @throws BadInputException when one has another form
     */
    public static LabNames of(List<String> options) {
        List<Named> named = new ArrayList<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1 || equals == option.length() - 1) {
                throw new BadInputException(InputProblem.ofFile(
                        "--lab " + option, "is no NAME=GLOB", "write for example --lab 'east=captures/east/*'"));
            }
            try {
                named.add(new Named(
                        option.substring(0, equals),
                        FileSystems.getDefault().getPathMatcher("glob:" + option.substring(equals + 1))));
            } catch (PatternSyntaxException e) {
                throw new BadInputException(InputProblem.ofFile(
                        "--lab " + option, "has a pattern with an error: " + e.getDescription(), "correct it"));
            }
        }
        return new LabNames(named);
    }

    /** The lab of a bundle's folder; empty where nothing was said of it. */
    Optional<String> of(Path folder) {
        Path plain = folder.normalize();
        return named.stream()
                .filter(one -> one.folders().matches(plain) || one.folders().matches(plain.getFileName()))
                .map(Named::name)
                .findFirst();
    }
}
