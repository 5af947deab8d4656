package dev.vfgap.scenarios.config;

import dev.vfgap.simcore.parameter.ParameterCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Settings of the command line, put over what a scenario file says.
 *
 * <p>{@code traffic.rx.rate=1Mpps} goes by the keys of the file, {@code expect.2.frames=0} to the second item of a list; a
 * path that begins with no key of the file is a
 * parameter, so {@code guest.vfProbe=20ms} and {@code parameters.guest.vfProbe=20ms} say the same. Where parameters share
 * their first word with a key of the file, as under {@code guest}, what is no key under it is a parameter.
 */
final class Overrides {
    private static final String PARAMETERS = "parameters";

    private Overrides() {}

    static Node.Mapping over(
            Node.Mapping file, Shape shape, List<String> settings, ParameterCatalog catalog, Problems problems) {
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
            result = set(result, steps(path, shape, catalog), value, place);
        }
        return result;
    }

    /** The settings of one place of a file, each with an equals sign. */
    static Node.Mapping over(
            Node.Mapping file, Shape shape, List<String> settings, Place place, ParameterCatalog catalog) {
        Node.Mapping result = file;
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            result = set(
                    result, steps(setting.substring(0, equals), shape, catalog), setting.substring(equals + 1), place);
        }
        return result;
    }

    private static List<String> steps(String path, Shape shape, ParameterCatalog catalog) {
        if (path.startsWith(PARAMETERS + ".")) {
            return List.of(PARAMETERS, path.substring(PARAMETERS.length() + 1));
        }
        List<String> steps = Arrays.asList(path.split("\\.", -1));
        // A single word is a mistyped key rather than a parameter, whose keys have a dot.
        boolean ofFile = shape.names().contains(steps.get(0)) && !isParameter(steps, shape, catalog);
        return steps.size() == 1 || ofFile ? steps : List.of(PARAMETERS, path);
    }

    /** Whether a path under a key of the file is none of the keys there, while parameters begin as it does. */
    private static boolean isParameter(List<String> steps, Shape shape, ParameterCatalog catalog) {
        boolean keyThere = shape.keys().stream()
                .filter(key -> key.name().equals(steps.get(0)))
                .anyMatch(key ->
                        key.kind() instanceof Shape inner && inner.names().contains(second(steps)));
        return !keyThere && catalog.keys().stream().anyMatch(key -> key.startsWith(steps.get(0) + "."));
    }

    private static String second(List<String> steps) {
        return steps.size() > 1 ? steps.get(1) : "";
    }

    private static Node.Mapping set(Node.Mapping mapping, List<String> steps, String value, Place place) {
        String key = steps.get(0);
        List<Node.Entry> entries = new ArrayList<>(mapping.entries());
        int at = mapping.keys().indexOf(key);
        Node there = at >= 0 ? entries.get(at).value() : new Node.Mapping(place, List.of());
        Node.Entry entry = new Node.Entry(place, key, below(there, steps.subList(1, steps.size()), value, place));
        if (at >= 0) {
            entries.set(at, entry);
        } else {
            entries.add(entry);
        }
        return new Node.Mapping(mapping.place(), entries);
    }

    /** What stands in the place of a node when a value is set under it by some more steps. */
    private static Node below(Node there, List<String> steps, String value, Place place) {
        if (steps.isEmpty()) {
            return new Node.Scalar(place, value);
        }
        if (there instanceof Node.Sequence list && item(steps.get(0), list) >= 0) {
            List<Node> items = new ArrayList<>(list.items());
            int at = item(steps.get(0), list);
            items.set(at, below(items.get(at), steps.subList(1, steps.size()), value, place));
            return new Node.Sequence(list.place(), items);
        }
        Node.Mapping inner = there instanceof Node.Mapping mapping ? mapping : new Node.Mapping(place, List.of());
        return set(inner, steps, value, place);
    }

    /** The index of an item of a list, which is counted from 1; -1 where there is no such item. */
    private static int item(String step, Node.Sequence list) {
        boolean counts = step.matches("[1-9][0-9]{0,3}");
        int index = counts ? Integer.parseInt(step) - 1 : -1;
        return index < list.items().size() ? index : -1;
    }
}
