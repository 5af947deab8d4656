package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.scrub.Pseudonyms;
import dev.vfgap.replay.scrub.ScrubbedBundle;
import dev.vfgap.scenarios.output.OutputFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scrub}: an anonymised copy of a bundle. */
@Command(
        name = "scrub",
        description = {
            "Writes an anonymised copy of a bundle: other MAC and IP addresses (prefixes of IP addresses stay together), no",
            "payload but the stream's numbers, of the logs only what account and replay read, no names of hosts, domains,",
            "paths. account and replay say the same numbers of the copy. Times, sizes and ports are not changed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap scrub replay/samples/migration/S1-1 --out shared",
            "  vfgap scrub --key \"our lab's secret\" --name run-7 my-bundle --out shared"
        })
final class ScrubCommand implements Callable<Integer> {
    private static final int KEY_BYTES = 32;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Option(
            names = "--key",
            paramLabel = "TEXT",
            description =
                    "The key of the new addresses: bundles scrubbed with one key fit together. Random and forgotten"
                            + " unless given.")
    private String key;

    @Option(names = "--name", paramLabel = "NAME", description = "The copy's short name; \"scrubbed\" unless given.")
    private String name = "scrubbed";

    @Option(names = "--force", description = "Write into a folder that holds a bundle already.")
    private boolean force;

    @Parameters(paramLabel = "BUNDLE", description = "The folder of a capture bundle.")
    private Path folder;

    @Override
    public Integer call() {
        Session session = options.sessionUsing(CommonOptions.Use.OUT);
        if (options.out() == null) {
            throw new ParameterException(spec.commandLine(), "--out is missing; name the folder of the copy");
        }
        Path manifest = options.out().resolve(CaptureBundle.MANIFEST);
        if (!force && Files.exists(manifest)) {
            throw new BadInputException(InputProblem.ofFile(
                    manifest.toString(), "is there already", "give --force to replace it, or another folder"));
        }
        CaptureBundle bundle = Bundles.read(folder);
        OutputFolder out = OutputFolder.open(options.out());
        ScrubbedBundle.Result result = ScrubbedBundle.copy(
                bundle,
                name,
                new Pseudonyms(keyBytes()),
                (file, content) -> session.note("wrote " + out.write(file, content::writeTo)));
        session.result(() -> json(result), () -> text(result));
        return ExitCode.DONE;
    }

    private byte[] keyBytes() {
        if (key != null) {
            return key.getBytes(StandardCharsets.UTF_8);
        }
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private String text(ScrubbedBundle.Result result) {
        return String.format(
                Locale.ROOT,
                "%s: %d captures, %d events; of %d events nothing was kept%n",
                options.out(),
                result.captures(),
                result.events(),
                result.leftOutEvents());
    }

    private Map<String, Object> json(ScrubbedBundle.Result result) {
        Map<String, Object> json = JsonResult.of("scrub", OptionalLong.empty(), List.of());
        json.put("folder", options.out().toString());
        json.put("captures", result.captures());
        json.put("events", result.events());
        json.put("leftOutEvents", result.leftOutEvents());
        return json;
    }
}
