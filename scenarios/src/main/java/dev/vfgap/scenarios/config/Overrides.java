package dev.vfgap.scenarios.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Settings of the command line, put over what a scenario file says.
 *
 * <p>{@code traffic.rx.rate=1Mpps} goes by the keys of the file; a path that begins with no key of the file is a
 * parameter, so {@code guest.vfProbe=20ms} and {@code parameters.guest.vfProbe=20ms} say the same.
 */
final class Overrides {
    private static final String PARAMETERS = "parameters";

    private Overrides() {}

    static Node.Mapping over(Node.Mapping file, Shape shape, List<String> settings, Problems problems) {
        Node.Mapping result = file;
        for (String setting : settings) {
            Place place = Place.ofFile("--set " + setting);
            int equals = setting.indexOf('=');
            if (equals < 1) {
                problems.add(place, "has no \"=\" after a path", "write for example --set traffic.rx.rate=1Mpps");
                continue;
            }
            String path = setting.substring(0, equals);
            String value = setting.substring(equals + 1);
            result = set(result, steps(path, shape), value, place);
        }
        return result;
    }

    private static List<String> steps(String path, Shape shape) {
        if (path.startsWith(PARAMETERS + ".")) {
            return List.of(PARAMETERS, path.substring(PARAMETERS.length() + 1));
        }
        List<String> steps = Arrays.asList(path.split("\\.", -1));
        // A single word is a mistyped key rather than a parameter, whose keys have a dot.
        return steps.size() == 1 || shape.names().contains(steps.get(0)) ? steps : List.of(PARAMETERS, path);
    }

    private static Node.Mapping set(Node.Mapping mapping, List<String> steps, String value, Place place) {
        String key = steps.get(0);
        List<Node.Entry> entries = new ArrayList<>(mapping.entries());
        int at = mapping.keys().indexOf(key);
        Node below;
        if (steps.size() == 1) {
            below = new Node.Scalar(place, value);
        } else {
            Node.Mapping inner = at >= 0 && entries.get(at).value() instanceof Node.Mapping there
                    ? there
                    : new Node.Mapping(place, List.of());
            below = set(inner, steps.subList(1, steps.size()), value, place);
        }
        Node.Entry entry = new Node.Entry(place, key, below);
        if (at >= 0) {
            entries.set(at, entry);
        } else {
            entries.add(entry);
        }
        return new Node.Mapping(mapping.place(), entries);
    }
}
