package dev.vfgap.replay.probe;

import dev.vfgap.models.frame.Mac;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads shell commands of iproute2 and sysfs as {@link HostCommand}s.
 *
 * <p>A function is the VF N whose {@code virtfnN} its word names; a bare PCI address is taken for the VF that the probe is
 * about. What is not known becomes {@link HostCommand.Unknown}; nothing is an error.
 */
final class HostCommandReader {

    private static final Pattern VIRTFN = Pattern.compile("virtfn(\\d{1,3})");
    private static final Pattern PCI_ADDRESS =
            Pattern.compile("(\\p{XDigit}{4}:)?\\p{XDigit}{2}:\\p{XDigit}{2}\\.\\p{XDigit}");
    private static final String NOT_KNOWN = "is not known";

    /** Programs that only look, wait or load code. */
    private static final List<String> HARMLESS = List.of(
            "sleep",
            "cat",
            "grep",
            "test",
            "[",
            "[[",
            "true",
            "false",
            ":",
            "ls",
            "echo",
            "basename",
            "readlink",
            "insmod",
            "modprobe",
            "ethtool",
            "dmesg",
            "date",
            "udevadm",
            "printf",
            "set",
            "export",
            "cd",
            "wait",
            "lspci");

    private final int probedVf;
    private final Optional<String> pfDriver;
    private final Map<Integer, String> overrides = new HashMap<>();

    /**
     * A reader.
     *
     * @param probedVf the VF that the probe is about
     * @param pfDriver the name of the PF's driver
     */
    HostCommandReader(int probedVf, Optional<String> pfDriver) {
        this.probedVf = probedVf;
        this.pfDriver = pfDriver;
    }

    /** What one shell command does, in order; a command with several attributes does several things. */
    List<HostCommand> read(ShellText.Command command) {
        if (command.target().isPresent() && command.word(0).equals("echo")) {
            return List.of(write(
                    command.word(command.words().size() - 1), command.target().get(), command));
        }
        List<String> words = new ArrayList<>(command.words());
        words.removeIf(word -> word.matches("-[a-zA-Z0-9]+") && !command.word(0).equals("modprobe"));
        return switch (words.isEmpty() ? "" : words.get(0)) {
            case "ip" -> IpLinkReader.read(words, command.toString());
            case "bridge" -> List.of(bridge(words, command));
            default ->
                List.of(
                        HARMLESS.contains(command.word(0)) && !command.words().contains("-r")
                                ? new HostCommand.Irrelevant(command.toString())
                                : unknown(command, NOT_KNOWN));
        };
    }

    private static HostCommand unknown(ShellText.Command command, String why) {
        return new HostCommand.Unknown(command.toString(), why);
    }

    // sysfs

    private HostCommand write(String value, String path, ShellText.Command command) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return switch (name) {
            case "sriov_numvfs" ->
                number(value)
                        .<HostCommand>map(HostCommand.CreateVfs::new)
                        .orElseGet(() -> unknown(command, "writes no number"));
            case "driver_override" -> override(value, path, command);
            case "drivers_probe" -> given(function(value), command);
            case "bind" -> bind(value, path, command);
            case "unbind" -> unbind(value, path, command);
            case "reset" ->
                function(path)
                        .<HostCommand>map(HostCommand.ResetFunction::new)
                        .orElseGet(() -> unknown(command, "does not name a VF"));
            // Whether a VF gets a driver as it is made is seen by whether a command binds it.
            case "null", "sriov_drivers_autoprobe" -> new HostCommand.Irrelevant(command.toString());
            default -> unknown(command, NOT_KNOWN);
        };
    }

    private HostCommand override(String driver, String path, ShellText.Command command) {
        function(path).ifPresent(vf -> overrides.put(vf, driver));
        return new HostCommand.Irrelevant(command.toString());
    }

    private HostCommand given(Optional<Integer> vf, ShellText.Command command) {
        if (vf.isEmpty()) {
            return unknown(command, "does not name a VF");
        }
        return overrides.getOrDefault(vf.get(), "").startsWith("vfio")
                ? unknown(command, "gives the VF to a guest, of which nothing is told")
                : new HostCommand.BindDriver(vf.get());
    }

    private HostCommand bind(String value, String path, ShellText.Command command) {
        Optional<Integer> vf = function(value);
        vf.filter(one -> !overrides.containsKey(one)).ifPresent(one -> {
            String[] parts = path.split("/");
            overrides.put(one, parts.length > 1 ? parts[parts.length - 2] : "");
        });
        return isPfs(value, path) ? unknown(command, "is about the PF's own driver") : given(vf, command);
    }

    private HostCommand unbind(String value, String path, ShellText.Command command) {
        if (isPfs(value, path)) {
            return unknown(command, "is about the PF's own driver");
        }
        return function(value)
                .<HostCommand>map(HostCommand.UnbindDriver::new)
                .orElseGet(() -> unknown(command, "does not name a VF"));
    }

    private boolean isPfs(String value, String path) {
        return !VIRTFN.matcher(value).find()
                && pfDriver.isPresent()
                && path.contains("/drivers/" + pfDriver.get() + "/");
    }

    private Optional<Integer> function(String word) {
        Optional<Integer> virtfn = virtualFunction(word);
        if (virtfn.isPresent()) {
            return virtfn;
        }
        return PCI_ADDRESS.matcher(word).find() ? Optional.of(probedVf) : Optional.empty();
    }

    /** The VF whose link in sysfs a word goes through. */
    static Optional<Integer> virtualFunction(String word) {
        Matcher virtfn = VIRTFN.matcher(word);
        return virtfn.find() ? Optional.of(Integer.parseInt(virtfn.group(1))) : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,4}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    // bridge fdb

    private static HostCommand bridge(List<String> words, ShellText.Command command) {
        if (words.size() < 4 || !words.get(1).equals("fdb")) {
            boolean looks = words.contains("show");
            return looks ? new HostCommand.Irrelevant(command.toString()) : unknown(command, NOT_KNOWN);
        }
        int dev = words.indexOf("dev");
        String device = dev > 0 && dev + 1 < words.size() ? words.get(dev + 1) : "";
        Optional<Long> address = mac(words.get(3));
        if (device.isEmpty() || address.isEmpty()) {
            return unknown(command, NOT_KNOWN);
        }
        // Without a word it means the device itself (iproute2 fdb.c, NTF_SELF).
        if (words.contains("master") && !words.contains("self")) {
            return new HostCommand.Irrelevant(command.toString());
        }
        return switch (words.get(2)) {
            case "add", "append", "replace" -> new HostCommand.AddOwnEntry(address.get(), device);
            case "del", "delete" -> new HostCommand.DeleteOwnEntry(address.get(), device);
            default -> unknown(command, NOT_KNOWN);
        };
    }

    static Optional<Long> mac(String text) {
        return text.matches("\\p{XDigit}{2}(:\\p{XDigit}{2}){5}") ? Optional.of(Mac.parse(text)) : Optional.empty();
    }

    static OptionalInt vid(String text) {
        return text.matches("\\d{1,4}") && Integer.parseInt(text) <= 4095
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }
}
