package dev.vfgap.models.determinism;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Breaks the rule of determinism once in each method; only compiled, to show that the rule can fail. */
@SuppressWarnings({"unused", "resource"})
final class Offender {

    long nanoTime() {
        return System.nanoTime();
    }

    long currentTimeMillis() {
        return System.currentTimeMillis();
    }

    Instant instantNow() {
        return Instant.now();
    }

    LocalDate dateNow() {
        return LocalDate.now(ZoneId.of("UTC"));
    }

    Clock clock() {
        return Clock.systemUTC();
    }

    Date date() {
        return new Date();
    }

    double mathRandom() {
        return Math.random();
    }

    Random random() {
        return new Random(1);
    }

    SplittableRandom splittableRandom() {
        return new SplittableRandom();
    }

    int threadLocalRandom() {
        return ThreadLocalRandom.current().nextInt();
    }

    UUID uuid() {
        return UUID.randomUUID();
    }

    void shuffle(List<String> words) {
        Collections.shuffle(words);
    }

    Map<String, String> hashMap() {
        return new HashMap<>();
    }

    Supplier<Set<String>> hashSetByReference() {
        return HashSet::new;
    }

    Map<String, String> identityHashMap() {
        return new IdentityHashMap<>();
    }

    Set<String> setOf() {
        return Set.of("a", "b");
    }

    Set<String> setOfArray(String... words) {
        return Set.of(words);
    }

    Map<String, Integer> mapOf() {
        return Map.of("a", 1, "b", 2);
    }

    Map<String, Integer> mapCopyOf(Map<String, Integer> map) {
        return Map.copyOf(map);
    }

    Set<String> collectToSet(Stream<String> words) {
        return words.collect(Collectors.toSet());
    }

    Map<Integer, String> collectToMap(Stream<String> words) {
        return words.collect(Collectors.toMap(String::length, word -> word));
    }

    Map<Integer, List<String>> groupByLength(Stream<String> words) {
        return words.collect(Collectors.groupingBy(String::length));
    }

    int identityHashCode() {
        return System.identityHashCode(this);
    }

    enum Colour {
        RED
    }

    int enumHashCode(Colour colour) {
        return colour.hashCode();
    }

    int objectHashCode() {
        return super.hashCode();
    }

    Thread thread() {
        return new Thread(() -> {});
    }

    Object executor() {
        return Executors.newSingleThreadExecutor();
    }

    Object future() {
        return CompletableFuture.completedFuture(1);
    }

    int parallelStream() {
        return IntStream.range(0, 2).parallel().sum();
    }

    long parallelCollection(List<String> words) {
        return words.parallelStream().count();
    }

    synchronized void synchronizedMethod() {}

    InputStream fileInputStream() throws IOException {
        return new FileInputStream("a");
    }

    String path() throws IOException {
        return Files.readString(Path.of("a"));
    }

    InputStream resource() {
        return Offender.class.getResourceAsStream("a");
    }

    void print() {
        System.out.println();
    }

    String environment() {
        return System.getenv("HOME");
    }

    String property() {
        return System.getProperty("user.home");
    }

    Logger log() {
        return Logger.getLogger("a");
    }

    System.Logger systemLog() {
        return System.getLogger("a");
    }

    String formatByLocale() {
        return String.format("%d", 1);
    }

    String upperCaseByLocale() {
        return "i".toUpperCase();
    }

    Locale defaultLocale() {
        return Locale.getDefault();
    }

    byte[] defaultCharset() {
        return "a".getBytes();
    }

    String defaultCharsetText(byte[] bytes) {
        return new String(bytes);
    }
}
