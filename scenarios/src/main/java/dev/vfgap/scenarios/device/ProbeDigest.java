package dev.vfgap.scenarios.device;

import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.bundle.MachineRefusedException;
import dev.vfgap.replay.probe.ProbeBundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The SHA-256 of a probe bundle: the names and bytes of the files in its folder, in the order of their names. */
public final class ProbeDigest {

    private ProbeDigest() {}

    /** Of a bundle. */
    public static String of(ProbeBundle bundle) {
        try (Stream<Path> listed = Files.list(bundle.folder())) {
            List<Path> files = listed.filter(Files::isRegularFile).sorted().toList();
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (DigestOutputStream out = new DigestOutputStream(java.io.OutputStream.nullOutputStream(), sha)) {
                for (Path file : files) {
                    out.write((file.getFileName() + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
                    try (InputStream in = Files.newInputStream(file)) {
                        in.transferTo(out);
                    }
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new MachineRefusedException(
                    InputProblem.ofFile(
                            bundle.folder().toString(),
                            "cannot be read again (" + e.getMessage() + ")",
                            "check its files"),
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
