package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Cause;
import dev.vfgap.models.frame.FrameFate;
import dev.vfgap.models.lab.PathChange.NicRole;
import dev.vfgap.models.lab.PathChange.Reception;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What the guest's stack does with what each of its devices received, and since what. */
final class Receptions {
    private static final Since AT_FIRST =
            new Since(Reception.ACCEPTED, new Cause(Long.MIN_VALUE, "no primary at the start"));

    private final Map<NicRole, Since> byDevice = new EnumMap<>(NicRole.class);

    private record Since(Reception reception, Cause why) {}

    void change(NicRole device, Reception reception, Cause why) {
        byDevice.put(device, new Since(reception, why));
    }

    /** The fate of what the device received; empty = IP gets it. */
    Optional<FrameFate> refused(NicRole device) {
        return Optional.ofNullable(
                byDevice.getOrDefault(device, AT_FIRST).reception.fate());
    }

    Cause why(NicRole device) {
        return byDevice.getOrDefault(device, AT_FIRST).why;
    }
}
