package dev.vfgap.scenarios.config;

import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Parameter values that belong together: those of a NIC family, a guest driver, a hypervisor or a host; a NIC's profile can
 * also hold the family itself.
 *
 * @param name the name that scenarios use
 * @param title one line
 * @param of what it describes
 * @param settings the values, in the order of the file
 * @param nic what the NIC's drivers do at each event, where the profile says so
 * @param calibration what it was fitted to; empty for one that a person wrote
 */
public record Profile(
        String name,
        String title,
        Subject of,
        List<Setting> settings,
        Optional<NicFamily> nic,
        Optional<CalibratedOn> calibration) {

    /**
     * The captures that a profile was fitted to.
     *
     * @param bundles their names, each with a digest of what was read of it: {@code S1-1 3f0c…}
     * @param primaryNics the models of primary in them; what is not among them is extrapolated
     * @param hotplugs their kinds of hot-plug
     */
    public record CalibratedOn(List<String> bundles, List<String> primaryNics, List<String> hotplugs) {
        public CalibratedOn {
            bundles = List.copyOf(bundles);
            primaryNics = List.copyOf(primaryNics);
            hotplugs = List.copyOf(hotplugs);
        }
    }

    /** What a profile describes. */
    public enum Subject {
        NIC("nic"),
        GUEST_DRIVER("guest-driver"),
        HYPERVISOR("hypervisor"),
        HOST("host"),
        LAB("lab");

        private final String word;

        Subject(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** One value, and how it is known. */
    public record Setting(String key, Distribution value, Provenance provenance) {}

    public Profile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(of, "of");
        settings = List.copyOf(settings);
        Objects.requireNonNull(nic, "nic");
        Objects.requireNonNull(calibration, "calibration");
    }

    /** These values with this profile's over them. */
    public ParameterValues over(ParameterValues values) {
        ParameterValues result = values;
        for (Setting setting : settings) {
            result = result.with(setting.key(), setting.value(), setting.provenance());
        }
        return result;
    }
}
