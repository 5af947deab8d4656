package dev.vfgap.scenarios.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vfgap.scenarios.config.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanDiagramTest {

    @Test
    void showsWhoIsAskedAndWhatIsAwaited() {
        assertThat(PlanDiagram.of(Runbook.of(Strategies.find("virtio-only")))).isEqualTo("""
                        sequenceDiagram
                            participant M as Management
                            participant A as Host A
                            participant G as Guest
                            participant B as Host B
                            M->>A: 1. Start the migration from A to B
                            B-->>M: 2. Wait until the guest runs on B
                            opt not within 600s
                                M->>A: 2.1. Give the migration up
                                Note over M: stop here
                            end
                            A-->>M: 3. Wait until the migration's status on A is completed
                            opt not within 60s
                                Note over M: go on
                            end
                        """);
    }

    static List<Strategy> strategies() {
        return Strategies.all();
    }

    /** The grammar that is used, line by line: frames are closed, messages go between participants. */
    @ParameterizedTest
    @MethodSource("strategies")
    void keepsTheSyntaxOfMermaid(Strategy strategy) {
        List<String> lines = PlanDiagram.of(Runbook.of(strategy)).lines().toList();
        assertThat(lines.get(0)).isEqualTo("sequenceDiagram");
        int open = 0;
        for (String line : lines.subList(1, lines.size())) {
            String text = line.strip();
            open += text.startsWith("opt ") ? 1 : text.equals("end") ? -1 : 0;
            assertThat(open).as(line).isNotNegative();
            assertThat(text)
                    .matches("participant [MAGB] as .+|[MAGB](->>|-->>)[MAGB]: .+|Note over M: .+|opt .+|end")
                    .doesNotContainPattern("#(?!35;|59;)|(?<!#35|#59);");
        }
        assertThat(open).isZero();
    }
}
