package dev.vfgap.scenarios.device;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.MachineRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;

/** A file with a JSON object, which tells what is wrong with a key at the key's line. */
final class RecordFile {
    /** No record is as long as this, in bytes. */
    static final long LARGEST = 1 << 20;

    /** Reads one value and nothing behind it. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String SEE = "docs/probe.md says what a device's record holds";

    private final Path file;
    private final byte[] bytes;
    private final JsonNode root;

    private RecordFile(Path file, byte[] bytes, JsonNode root) {
        this.file = file;
        this.bytes = bytes;
        this.root = root;
    }

    static RecordFile read(Path file) {
        byte[] bytes;
        try {
            if (Files.size(file) > LARGEST) {
                throw bad(file, null, "is longer than 1 MiB, which no device's record is");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new MachineRefusedException(
                    InputProblem.ofFile(file.toString(), "cannot be read (" + e.getMessage() + ")", "check its rights"),
                    e);
        }
        try {
            return new RecordFile(file, bytes, JSON.readTree(bytes));
        } catch (JsonProcessingException e) {
            throw bad(file, e.getLocation(), "is no JSON");
        } catch (IOException e) {
            // The bytes are there, so it is their encoding.
            throw bad(file, null, "is no JSON in UTF-8");
        }
    }

    JsonNode root() {
        return root;
    }

    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    String text(String key) {
        if (!root.path(key).isTextual()) {
            throw bad(key, "has no text \"" + key + "\"");
        }
        return root.path(key).textValue();
    }

    LocalDate day(String key) {
        String text = text(key);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw bad(key, "\"" + key + "\" is \"" + text + "\", not a day as 2026-11-30");
        }
    }

    <T> T one(String key, T[] values, Function<T, String> word) {
        String text = text(key);
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> bad(
                        key,
                        "\"" + key + "\" is \"" + text + "\", not one of "
                                + String.join(
                                        ", ", Arrays.stream(values).map(word).toList())));
    }

    /** What is wrong, at the key's value; at the begin of the file when it has no such key. */
    BadInputException bad(String key, String message) {
        JsonLocation found = null;
        try (JsonParser parser = JSON.createParser(bytes)) {
            while (found == null && parser.nextToken() != null) {
                boolean ofRecord = parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.getParsingContext().getParent().inRoot();
                if (ofRecord && parser.currentName().equals(key)) {
                    parser.nextToken();
                    found = parser.currentTokenLocation();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("it was JSON before", e);
        }
        return bad(file, found, message);
    }

    private static BadInputException bad(Path file, JsonLocation at, String message) {
        int line = at == null ? 1 : at.getLineNr();
        int column = at == null ? 1 : at.getColumnNr();
        return new BadInputException(InputProblem.at(file.toString(), line, column, message, SEE));
    }
}
