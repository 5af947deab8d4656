package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.account.AccountJson;
import dev.vfgap.replay.account.AccountText;
import dev.vfgap.replay.account.CapturedFrames;
import dev.vfgap.replay.account.PreparedBundle;
import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.scenarios.output.JsonText;
import dev.vfgap.scenarios.output.OutputFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code account}: what the captures of a bundle show. */
@Command(
        name = "account",
        description = {
            "Shows what the captures of a bundle say of each frame: sent, delivered, lost, where last seen.",
            "--out writes account.ndjson (a line for each bundle); with --frames also what all points of a bundle captured as one"
                    + " capture for Wireshark, frames.pcapng, or frames-NAME.pcapng for each of several bundles."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap account replay/samples/migration/S1-1",
            "  vfgap account --json replay/samples/migration/*",
            "  vfgap account --match content replay/samples/migration/S1-1",
            "  vfgap account --json --out results replay/samples/migration/*",
            "  vfgap account --out results --frames replay/samples/migration/S1-1"
        })
final class AccountCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Mixin
    private MatchOption match;

    @Parameters(paramLabel = "BUNDLE", arity = "1..*", description = "Folders of capture bundles.")
    private List<Path> bundles;

    @Option(
            names = "--frames",
            description = "With --out: also write the captured frames, lost ones with a comment, as pcapng.")
    private boolean frames;

    @Override
    public Integer call() {
        Session session = options.sessionUsing(CommonOptions.Use.OUT);
        if (frames && options.out() == null) {
            session.problem("--frames writes a file, and no folder is named; add --out DIR");
            return ExitCode.BAD_INPUT;
        }
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        StringBuilder lines = new StringBuilder();
        int exitCode = ExitCode.DONE;
        for (Path folder : bundles) {
            try {
                CaptureBundle bundle = Bundles.read(folder);
                PreparedBundle prepared = match.prepare(bundle);
                Account account = Account.of(prepared);
                session.result(() -> json(account), () -> AccountText.of(account));
                lines.append(JsonText.line(json(account))).append('\n');
                if (frames) {
                    out.ifPresent(files -> session.note("wrote "
                            + files.write(
                                    capture(bundle),
                                    file -> CapturedFrames.write(prepared, account, file, "vfgap " + Version.text()))));
                }
            } catch (BadInputException e) {
                e.problems().forEach(problem -> session.problem(problem.sentence()));
                exitCode = ExitCode.BAD_INPUT;
            }
        }
        out.ifPresent(folder -> session.note("wrote " + folder.write("account.ndjson", lines.toString())));
        return exitCode;
    }

    private String capture(CaptureBundle bundle) {
        return bundles.size() == 1
                ? "frames.pcapng"
                : "frames-" + bundle.name().replaceAll("[^\\w.-]", "_") + ".pcapng";
    }

    private static Map<String, Object> json(Account account) {
        return JsonNodes.fields(AccountJson.toJson(account, Version.text()));
    }
}
