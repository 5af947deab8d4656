package dev.vfgap.replay.calibrate;

import dev.vfgap.replay.account.PreparedBundle;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.predict.Landmarks;
import dev.vfgap.simcore.parameter.Parameter;
import dev.vfgap.simcore.parameter.ParameterCatalog;
import dev.vfgap.simcore.parameter.ParameterValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What bundles tell of the parameters: each delay that their events show, as a distribution of its next value.
 *
 * <p>A parameter that no bundle shows keeps what it has. Nothing here is fitted to losses: they are what {@link
 * dev.vfgap.replay.validate.Validation} judges; what is fitted to them is {@link LossFit}'s.
 *
 * @param bundles the bundles' names, each with a digest of what was read of it, in their order
 * @param labs the labs that they are from
 * @param primaryNics the models of primary that they have
 * @param hotplugs their kinds of hot-plug
 * @param parameters what was fitted, in the order of the catalogue
 */
public record Calibration(
        List<Named> bundles,
        List<String> labs,
        List<String> primaryNics,
        List<String> hotplugs,
        List<FittedParameter> parameters) {

    public Calibration {
        bundles = List.copyOf(bundles);
        labs = List.copyOf(labs);
        primaryNics = List.copyOf(primaryNics);
        hotplugs = List.copyOf(hotplugs);
        parameters = List.copyOf(parameters);
    }

    /**
     * A bundle that something rests on.
     *
     * @param name its name
     * @param digest a short hash of what was read of it
     */
    public record Named(String name, String digest) {
        /** A bundle whose losses are compared. */
        public static Named ofLosses(String name, double[] statistics) {
            return new Named(name, BundleDigest.of(statistics));
        }

        @Override
        public String toString() {
            return name + " " + digest;
        }
    }

    /** A bundle's name with a digest of it. */
    public static Named named(CaptureBundle bundle) {
        return new Named(bundle.name(), BundleDigest.of(bundle));
    }

    /**
     * A bundle with its landmarks, read once.
     *
     * @param origin its lab and NIC
     */
    public record Recorded(CaptureBundle bundle, Landmarks landmarks, Origin origin) {
        /** Reads a bundle's landmarks, on clocks that are brought together as far as its captures allow. */
        public static Recorded of(CaptureBundle bundle) {
            return new Recorded(bundle, Landmarks.of(PreparedBundle.of(bundle).bundle()), Origin.of(bundle));
        }

        /** The same, of a lab of this name. */
        public Recorded in(String lab) {
            return new Recorded(bundle, landmarks, origin.in(lab));
        }
    }

    /** Fits what the bundles show. */
    public static Calibration of(List<Recorded> recorded, ParameterCatalog catalog) {
        Phases phases = Phases.of(recorded, catalog);
        List<FittedParameter> fitted = new ArrayList<>();
        for (String key : phases.keys()) {
            fitted(catalog.require(key), phases.meaning(key), phases.readings(key))
                    .ifPresent(fitted::add);
        }
        return new Calibration(
                recorded.stream().map(one -> named(one.bundle())).toList(),
                distinct(recorded.stream()
                        .map(one -> one.origin().lab())
                        .flatMap(Optional::stream)
                        .toList()),
                distinct(recorded.stream()
                        .map(one -> one.origin().nic())
                        .flatMap(Optional::stream)
                        .toList()),
                distinct(recorded.stream()
                        .map(one -> one.bundle().environment().hotplug())
                        .flatMap(Optional::stream)
                        .toList()),
                fitted);
    }

    private static List<String> distinct(List<String> words) {
        return List.copyOf(new TreeSet<>(words));
    }

    private static Optional<FittedParameter> fitted(Parameter parameter, String meaning, List<Reading> readings) {
        List<Reading> kept = new ArrayList<>();
        int outside = 0;
        for (Reading reading : readings) {
            boolean read = reading.kind() == Reading.Kind.READ;
            boolean beyond = read
                    ? reading.nanos() < parameter.min() || reading.nanos() > parameter.max()
                    : reading.leastNanos() >= parameter.max() || reading.mostNanos() <= parameter.min();
            outside += beyond ? 1 : 0;
            if (read || !beyond) {
                kept.add(reading.within(parameter.min(), parameter.max()));
            }
        }
        boolean someEnded = kept.stream().anyMatch(reading -> !reading.isOpen());
        return someEnded ? Optional.of(FittedParameter.of(parameter, meaning, kept, outside)) : Optional.empty();
    }

    /** Whether readings of every parameter that depends on it come from this NIC and this lab. */
    public boolean knows(Origin origin) {
        boolean nic =
                origin.nic().isEmpty() || primaryNics.contains(origin.nic().get());
        boolean lab = origin.lab().isEmpty() || labs.contains(origin.lab().get());
        return nic && lab;
    }

    /** Values with what was fitted over them, as the next run in a lab with a NIC has them. */
    public ParameterValues over(ParameterValues values, Origin origin) {
        ParameterValues result = values;
        for (FittedParameter parameter : parameters) {
            result = result.with(parameter.key(), parameter.next(origin), parameter.provenance());
        }
        return result;
    }

    /** The bundles of these names, with their digests. */
    public List<Named> named(List<String> names) {
        return bundles.stream().filter(one -> names.contains(one.name())).toList();
    }
}
