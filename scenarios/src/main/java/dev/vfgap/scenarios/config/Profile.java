package dev.vfgap.scenarios.config;

import dev.vfgap.models.nic.family.NicFamily;
import dev.vfgap.replay.calibrate.Origin;
import dev.vfgap.replay.probe.ProbeDevice;
import dev.vfgap.simcore.distribution.Distribution;
import dev.vfgap.simcore.parameter.ParameterValues;
import dev.vfgap.simcore.parameter.Provenance;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parameter values that belong together: those of a NIC family, a guest driver, a hypervisor or a host; a NIC's profile can
 * also hold the family itself.
 *
 * <p>What differs from one primary NIC or lab to the next stands under conditions of its own, in order: of those that hold,
 * a later one goes over an earlier one.
 *
 * @param name the name that scenarios use
 * @param title one line
 * @param of what it describes
 * @param settings the values, in the order of the file, of what no condition says otherwise
 * @param when the values under conditions
 * @param nic what the NIC's drivers do at each event, where the profile says so
 * @param device the device that this NIC was measured at, where the profile says so
 * @param calibration what it was fitted to; empty for one that a person wrote
 */
public record Profile(
        String name,
        String title,
        Subject of,
        List<Setting> settings,
        List<When> when,
        Optional<NicFamily> nic,
        Optional<ProbeDevice> device,
        Optional<CalibratedOn> calibration) {

    /** The lab of a condition that holds for each lab that no calibration bundle is from. */
    public static final String ANOTHER = "another";

    /**
     * The captures that a profile was fitted to.
     *
     * @param bundles their names, each with a digest of what was read of it: {@code S1-1 3f0c…}
     * @param labs the labs that they are from
     * @param lab the lab whose values stand without a condition; empty where they are those of a lab that none is from
     * @param primaryNics the models of primary in them; what is not among them is extrapolated
     * @param hotplugs their kinds of hot-plug
     * @param fittedToLosses the bundles among them whose losses were fitted to, each with a digest of these
     */
    public record CalibratedOn(
            List<String> bundles,
            List<String> labs,
            Optional<String> lab,
            List<String> primaryNics,
            List<String> hotplugs,
            List<String> fittedToLosses) {
        public CalibratedOn {
            bundles = List.copyOf(bundles);
            labs = List.copyOf(labs);
            Objects.requireNonNull(lab, "lab");
            primaryNics = List.copyOf(primaryNics);
            hotplugs = List.copyOf(hotplugs);
            fittedToLosses = List.copyOf(fittedToLosses);
        }

        /** The name of a bundle that is written with its digest. */
        public static String name(String withDigest) {
            return withDigest.replaceFirst(" [0-9a-f]+$", "");
        }
    }

    /**
     * Values that hold for one NIC, one lab, or one of both.
     *
     * @param nic the model of the primary; empty: any
     * @param lab the lab's name, or {@link #ANOTHER}; empty: any
     */
    public record When(Optional<String> nic, Optional<String> lab, List<Setting> settings) {
        public When {
            Objects.requireNonNull(nic, "nic");
            Objects.requireNonNull(lab, "lab");
            settings = List.copyOf(settings);
        }

        private boolean isFor(Optional<String> oneNic, Optional<String> oneLab) {
            return (nic.isEmpty() || nic.equals(oneNic)) && (lab.isEmpty() || lab.equals(oneLab));
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
        when = List.copyOf(when);
        Objects.requireNonNull(nic, "nic");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(calibration, "calibration");
    }

    /** These values with this profile's over them, as they are for a primary NIC in a lab. */
    public ParameterValues over(ParameterValues values, Origin origin) {
        ParameterValues result = over(values, settings);
        Optional<String> oneNic = nic(origin);
        Optional<String> oneLab = lab(origin);
        for (When some : when) {
            if (some.isFor(oneNic, oneLab)) {
                result = over(result, some.settings());
            }
        }
        return result;
    }

    /** The same for a guest's driver, in the lab that the profile is for. */
    public ParameterValues over(ParameterValues values, String driver) {
        Optional<String> known = when.stream()
                .map(When::nic)
                .flatMap(Optional::stream)
                .filter(name -> name.equals(driver) || name.matches(Pattern.quote(driver) + "[^A-Za-z0-9].*"))
                .findFirst();
        return over(values, new Origin(Optional.empty(), known.or(() -> Optional.of(driver))));
    }

    private static ParameterValues over(ParameterValues values, List<Setting> settings) {
        ParameterValues result = values;
        for (Setting setting : settings) {
            result = result.with(setting.key(), setting.value(), setting.provenance());
        }
        return result;
    }

    /** What is not told is the only one that the profile knows. */
    private Optional<String> nic(Origin origin) {
        return origin.nic().or(() -> calibration
                .map(CalibratedOn::primaryNics)
                .filter(known -> known.size() == 1)
                .map(known -> known.get(0)));
    }

    private Optional<String> lab(Origin origin) {
        if (calibration.isEmpty()) {
            return origin.lab();
        }
        Optional<String> own = calibration.get().lab();
        if (origin.lab().isEmpty() || origin.lab().equals(own)) {
            return own;
        }
        return origin.lab().filter(calibration.get().labs()::contains).or(() -> Optional.of(ANOTHER));
    }

    /** Whether some bundle that it was fitted to has this NIC, and some is from this lab. */
    public boolean knows(Origin origin) {
        if (calibration.isEmpty()) {
            return origin.nic().isEmpty();
        }
        boolean sameNic = origin.nic().isEmpty()
                || calibration.get().primaryNics().contains(origin.nic().get());
        boolean sameLab = origin.lab().isEmpty()
                || calibration.get().labs().isEmpty()
                || calibration.get().labs().contains(origin.lab().get());
        return sameNic && sameLab;
    }
}
