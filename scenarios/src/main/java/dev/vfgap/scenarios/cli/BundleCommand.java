package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.Finding;
import dev.vfgap.replay.bundle.InputFiles;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.logs.BundleDraft;
import dev.vfgap.replay.logs.LabFile;
import dev.vfgap.scenarios.output.OutputFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bundle}: makes a capture bundle of a lab's own files. */
@Command(
        name = "bundle",
        description = {
            "Writes bundle.json and events.jsonl, made of a lab's own captures and logs, into their folder;",
            "with --out into a folder of their own, with copies of the captures. A capture.yaml in the folder says what no",
            "file shows: environment, initial, plan, clock (docs/capture-bundle.md)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap bundle my-run",
            "  vfgap bundle my-run --out my-bundle",
            "  vfgap bundle --zone Europe/Prague --guest-mac 52:54:00:aa:bb:01 --force my-run"
        })
final class BundleCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Mixin
    private LabOptions lab;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The bundle's short name; its folder's name unless given.")
    private String name;

    @Option(names = "--force", description = "Replace bundle.json and events.jsonl where they are there already.")
    private boolean force;

    @Parameters(paramLabel = "DIR", description = "The folder with the files of one run.")
    private Path folder;

    @Override
    public Integer call() {
        Session session = options.sessionUsing(CommonOptions.Use.OUT);
        Path target = options.out() == null ? folder : options.out();
        refuseToReplace(target);
        BundleDraft draft = BundleDraft.of(lab.read(folder), name(target), lab.guestMac());
        BundleDraft written = options.out() == null ? draft : draft.flattened();
        String manifest = written.manifest().toPrettyString() + "\n";
        String events = String.join("\n", written.eventLines()) + "\n";
        check(target, manifest, events);
        List<String> files = write(target, written, manifest, events);
        files.forEach(file -> session.note("wrote " + file));
        CaptureBundle bundle = CaptureBundle.read(target);
        List<Finding> findings = new ArrayList<>(written.findings());
        findings.addAll(bundle.findings());
        session.result(() -> json(target, bundle, files, findings), () -> text(target, bundle, findings));
        return ExitCode.DONE;
    }

    private String name(Path target) {
        Path own = target.toAbsolutePath().normalize().getFileName();
        return name != null ? name : own == null ? "bundle" : own.toString();
    }

    private void refuseToReplace(Path target) {
        for (String file : List.of(CaptureBundle.MANIFEST, BundleDraft.EVENTS)) {
            if (!force && Files.exists(target.resolve(file))) {
                throw new BadInputException(InputProblem.ofFile(
                        target.resolve(file).toString(),
                        "is there already",
                        "give --force to replace it, or --out for another folder"));
            }
        }
    }

    /** Reads the manifest as a bundle's before it is written to its place: what the notes have wrong must not be left. */
    private static void check(Path target, String manifest, String events) {
        Path trial = null;
        try {
            trial = Files.createTempDirectory("vfgap-bundle");
            Files.writeString(trial.resolve(CaptureBundle.MANIFEST), manifest);
            Files.writeString(trial.resolve(BundleDraft.EVENTS), events);
            CaptureBundle.read(trial);
        } catch (BadInputException e) {
            String from = String.valueOf(trial);
            throw new BadInputException(e.problems().stream()
                    .map(problem -> new InputProblem(
                            problem.file().replace(from, target.toString()),
                            problem.line(),
                            problem.column(),
                            problem.byteOffset(),
                            problem.message(),
                            problem.mend()))
                    .toList());
        } catch (IOException e) {
            throw InputFiles.problem(e, "the folder for temporary files");
        } finally {
            remove(trial);
        }
    }

    private static void remove(Path trial) {
        try {
            if (trial != null) {
                Files.deleteIfExists(trial.resolve(CaptureBundle.MANIFEST));
                Files.deleteIfExists(trial.resolve(BundleDraft.EVENTS));
                Files.deleteIfExists(trial);
            }
        } catch (IOException e) {
            // It lies in the folder for temporary files: nothing more is to be done.
        }
    }

    private List<String> write(Path target, BundleDraft draft, String manifest, String events) {
        OutputFolder out = OutputFolder.open(target);
        List<String> files = new ArrayList<>();
        if (options.out() != null) {
            for (LabFile file : draft.files()) {
                for (Path path :
                        InputFiles.isPattern(file.path()) ? InputFiles.matching(file.path()) : List.of(file.path())) {
                    files.add(copy(out, path, folder.relativize(path).toString().replace('\\', '/')));
                }
            }
        }
        if (!draft.events().isEmpty()) {
            files.add(out.write(BundleDraft.EVENTS, stream -> stream.write(events.getBytes(StandardCharsets.UTF_8)))
                    .toString());
        }
        files.add(out.write(CaptureBundle.MANIFEST, manifest).toString());
        return files;
    }

    private static String copy(OutputFolder out, Path file, String name) {
        return out.write(BundleDraft.flat(name), stream -> {
                    try (InputStream in = InputFiles.open(file, file.toString())) {
                        in.transferTo(stream);
                    }
                })
                .toString();
    }

    private static String text(Path target, CaptureBundle bundle, List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %d points, %d events%n",
                target,
                bundle.points().size(),
                bundle.events().events().size()));
        findings.forEach(finding -> text.append("  ").append(finding).append('\n'));
        return text.toString();
    }

    private static Map<String, Object> json(
            Path target, CaptureBundle bundle, List<String> files, List<Finding> findings) {
        Map<String, Object> json = JsonResult.of("bundle", OptionalLong.empty(), List.of());
        json.put("folder", target.toString());
        json.put("bundle", bundle.name());
        json.put("points", bundle.points().size());
        json.put("events", bundle.events().events().size());
        json.put("written", files);
        json.put("findings", findings.stream().map(BundleCommand::json).toList());
        return json;
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", finding.kind().name().toLowerCase(Locale.ROOT));
        json.put("where", finding.where());
        json.put("text", finding.text());
        return json;
    }
}
