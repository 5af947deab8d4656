package dev.vfgap.models.determinism;

import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Uses what the rule of determinism allows; the rule must have nothing to say. */
@SuppressWarnings("unused")
final class Abider {

    Object orderedCollections() {
        return List.of(
                new LinkedHashMap<String, String>(),
                new LinkedHashSet<String>(),
                new TreeMap<String, String>(),
                new EnumMap<RoundingMode, String>(RoundingMode.class),
                new ArrayDeque<String>());
    }

    Object collectionsWithoutAnOrder() {
        return List.of(Set.of(), Set.of("one"), Map.of(), Map.of("one", 1));
    }

    Map<Integer, List<String>> groupInOrder(Stream<String> words) {
        return words.collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));
    }

    int hashOfAValue(String word) {
        return word.hashCode();
    }

    long timeUnit() {
        return TimeUnit.SECONDS.toNanos(1);
    }

    String formatWithoutALocale() {
        return String.format(Locale.ROOT, "%d", 1)
                + new String("a".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
