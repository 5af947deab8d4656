package dev.vfgap.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.vfgap.scenarios.library.Nics;
import dev.vfgap.scenarios.library.Scenarios;
import dev.vfgap.scenarios.library.Strategies;
import dev.vfgap.scenarios.output.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSchemasTest {
    private static final Path SCHEMAS = Path.of("..", "docs", "schema");

    static List<String> strategies() {
        return Strategies.names();
    }

    static List<String> scenarios() {
        return Scenarios.names();
    }

    static List<String> nics() {
        return Nics.names();
    }

    @ParameterizedTest
    @EnumSource(FileKind.class)
    void theSchemaThatIsShippedIsCurrent(FileKind kind) throws IOException {
        assertThat(Files.readString(SCHEMAS.resolve(kind.word() + ".json")))
                .as("write it again: ./vfgap describe schema %1$s >docs/schema/%1$s.json", kind.word())
                .isEqualTo(JsonText.pretty(JsonSchemas.of(kind)));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void anIndependentValidatorAcceptsEveryBuiltInStrategy(String name) throws IOException {
        assertThat(schema(FileKind.STRATEGY).validate(json(Strategies.text(name))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void anIndependentValidatorAcceptsEveryBuiltInScenario(String name) throws IOException {
        assertThat(schema(FileKind.SCENARIO).validate(json(Scenarios.text(name))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("nics")
    void anIndependentValidatorAcceptsEveryBuiltInNicAsAProfile(String name) throws IOException {
        assertThat(schema(FileKind.PROFILE).validate(json(NicText.of(Nics.of(name)))))
                .isEmpty();
    }

    @Test
    void anIndependentValidatorRefusesANicThatIsNeitherWholeNorBasedOnAnother() throws IOException {
        String good = NicText.of(Nics.of("igb"));
        for (String bad : List.of(
                good.replace("  class: early\n", ""),
                good.replace("pools: 8", "pools: 65"),
                good.replace("    driver-open:", "    driver-opn:"),
                good.replace("mark: measured", "mark: seen"))) {
            assertThat(bad).isNotEqualTo(good);
            assertThat(schema(FileKind.PROFILE).validate(json(bad))).isNotEmpty();
        }
    }

    @Test
    void anIndependentValidatorRefusesWhatTheReaderRefuses() throws IOException {
        String good = Strategies.text("qemu-failover-acpi");
        for (String bad : List.of(
                good.replace("host: A", "host: C"),
                good.replace("limit: 60s", "limt: 60s"),
                good.replace("do: migrate ", "do: migrat "),
                good.replace("otherwise: migrate-cancel", "otherwise: device-add"),
                good.replace("title:", "titel:"))) {
            assertThat(bad).isNotEqualTo(good);
            assertThat(schema(FileKind.STRATEGY).validate(json(bad))).isNotEmpty();
        }
    }

    @Test
    void anIndependentValidatorAcceptsAndRefusesExpectationsAsTheReaderDoes() throws IOException {
        String good = Scenarios.text("default") + """
                expect:
                  - {lost: rx, fate: [NO_POOL, STANDBY_SHADOWED], frames: 0, in: every run}
                  - {longestOutage: tx, time: at most 1ms}
                  - {order: [primary gone on A, migration active]}
                """;
        assertThat(schema(FileKind.SCENARIO).validate(json(good))).isEmpty();
        for (String bad : List.of(
                good.replace("lost: rx", "lost: rxx"),
                good.replace("NO_POOL", "NO_POOOL"),
                good.replace("time:", "times:"),
                good.replace("[primary gone on A, migration active]", "[primary gone on A]"))) {
            assertThat(bad).isNotEqualTo(good);
            assertThat(schema(FileKind.SCENARIO).validate(json(bad))).isNotEmpty();
        }
    }

    private static JsonSchema schema(FileKind kind) throws IOException {
        JsonNode schema = new ObjectMapper().readTree(JsonText.line(JsonSchemas.of(kind)));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    private static JsonNode json(String yaml) {
        Problems problems = new Problems();
        Node node = YamlText.parse("text", yaml.getBytes(StandardCharsets.UTF_8), problems);
        problems.throwIfAny();
        return json(node);
    }

    private static JsonNode json(Node node) {
        if (node instanceof Node.Mapping mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
            return object;
        }
        if (node instanceof Node.Sequence sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        String text = ((Node.Scalar) node).text();
        if (text.matches("true|false")) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
        }
        return text.matches("-?[0-9]+")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                : JsonNodeFactory.instance.textNode(text);
    }
}
