package dev.vfgap.scenarios.cli;

import dev.vfgap.replay.account.Account;
import dev.vfgap.replay.account.AccountJson;
import dev.vfgap.replay.account.AccountText;
import dev.vfgap.replay.bundle.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code account}: what the captures of a bundle show. */
@Command(
        name = "account",
        description = "Shows what the captures of a bundle say of each frame: sent, delivered, lost, where last seen.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  vfgap account replay/samples/migration/S1-1",
            "  vfgap account --json replay/samples/migration/*",
            "  vfgap account --json --out results replay/samples/migration/*"
        })
final class AccountCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "BUNDLE", arity = "1..*", description = "Folders of capture bundles.")
    private List<Path> bundles;

    @Override
    public Integer call() {
        Session session = options.sessionUsing(CommonOptions.Use.OUT);
        Optional<OutputFolder> out = Optional.ofNullable(options.out()).map(OutputFolder::open);
        StringBuilder lines = new StringBuilder();
        int exitCode = ExitCode.DONE;
        for (Path folder : bundles) {
            try {
                Account account = Account.of(Bundles.read(folder));
                session.result(() -> json(account), () -> AccountText.of(account));
                lines.append(JsonText.line(json(account))).append('\n');
            } catch (BadInputException e) {
                e.problems().forEach(problem -> session.problem(problem.sentence()));
                exitCode = ExitCode.BAD_INPUT;
            }
        }
        out.ifPresent(folder -> session.note("wrote " + folder.write("account.ndjson", lines.toString())));
        return exitCode;
    }

    private static Map<String, Object> json(Account account) {
        return JsonNodes.fields(AccountJson.toJson(account, Version.text()));
    }
}
