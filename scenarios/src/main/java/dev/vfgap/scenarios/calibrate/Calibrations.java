package dev.vfgap.scenarios.calibrate;

import dev.vfgap.replay.bundle.BadInputException;
import dev.vfgap.replay.bundle.CaptureBundle;
import dev.vfgap.replay.bundle.InputProblem;
import dev.vfgap.replay.calibrate.Calibration;
import dev.vfgap.replay.calibrate.FittedParameter;
import dev.vfgap.replay.calibrate.Level;
import dev.vfgap.replay.calibrate.LossFit;
import dev.vfgap.replay.calibrate.Origin;
import dev.vfgap.scenarios.config.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calibrations as profiles. */
public final class Calibrations {
    private Calibrations() {}

    /**
     * Bundles with their landmarks.
     *
     * @throws BadInputException with what is wrong in all of them
     */
    public static List<Calibration.Recorded> read(List<Path> folders) {
        return read(folders, LabNames.NONE);
    }

    /** The same, of labs as they are named here. */
    public static List<Calibration.Recorded> read(List<Path> folders, LabNames labs) {
        List<Calibration.Recorded> recorded = new ArrayList<>();
        List<InputProblem> problems = new ArrayList<>();
        for (Path folder : folders) {
            try {
                Calibration.Recorded one = Calibration.Recorded.of(CaptureBundle.read(folder));
                recorded.add(labs.of(folder).map(one::in).orElse(one));
            } catch (BadInputException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        return recorded;
    }

    /**
     * A calibration as a profile of this name.
     *
     * @param forLab the lab whose values stand without a condition; empty: the only one, or one that no bundle is from
     * @param losses what was fitted to losses; what these do not tell is left out
     */
    public static Profile profile(
            Calibration calibration, String name, Optional<String> forLab, Optional<LossFit.Result> losses) {
        Optional<String> lab = forLab.or(() ->
                Optional.of(calibration.labs()).filter(labs -> labs.size() == 1).map(labs -> labs.get(0)));
        Origin own = lab.map(one -> Origin.ANOTHER.in(one)).orElse(Origin.ANOTHER);
        Predicate<FittedParameter> all = parameter -> true;
        Predicate<FittedParameter> byNic =
                parameter -> Level.of(parameter.key()).levels().contains(Level.NIC);
        List<Profile.When> when = new ArrayList<>();
        for (String nic : calibration.primaryNics()) {
            when.add(new Profile.When(Optional.of(nic), Optional.empty(), settings(calibration, of(own, nic), byNic)));
        }
        List<String> others = new ArrayList<>(calibration.labs());
        lab.ifPresent(others::remove);
        if (lab.isPresent()) {
            others.add(Profile.ANOTHER);
        }
        for (String other : others) {
            Origin there = other.equals(Profile.ANOTHER) ? Origin.ANOTHER : Origin.ANOTHER.in(other);
            when.add(new Profile.When(Optional.empty(), Optional.of(other), settings(calibration, there, all)));
            for (String nic : calibration.primaryNics()) {
                when.add(new Profile.When(
                        Optional.of(nic), Optional.of(other), settings(calibration, of(there, nic), byNic)));
            }
        }
        return new Profile(
                name,
                "Delays read off " + calibration.bundles().size() + " recorded migrations",
                Profile.Subject.LAB,
                Stream.concat(
                                settings(calibration, own, all).stream(),
                                losses.stream().flatMap(Calibrations::settings))
                        .toList(),
                when,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Profile.CalibratedOn(
                        calibration.bundles().stream()
                                .map(Calibration.Named::toString)
                                .toList(),
                        calibration.labs(),
                        lab,
                        calibration.primaryNics(),
                        calibration.hotplugs(),
                        losses.stream()
                                .filter(result -> result.parameters().stream().anyMatch(LossFit.Fitted::identified))
                                .flatMap(result -> result.bundles().stream())
                                .map(Calibration.Named::toString)
                                .toList())));
    }

    /** A bundle's name with a digest of it, as a profile names those that it was fitted to. */
    public static String named(CaptureBundle bundle) {
        return Calibration.named(bundle).toString();
    }

    private static Stream<Profile.Setting> settings(LossFit.Result result) {
        return result.parameters().stream()
                .filter(LossFit.Fitted::identified)
                .map(fitted ->
                        new Profile.Setting(fitted.unknown().parameter().key(), fitted.next(), result.provenance()));
    }

    /** That a profile was fitted to the losses of some of these bundles, in one sentence; empty when it was not. */
    public static Optional<String> notIndependent(Profile profile, List<Calibration.Recorded> recorded) {
        Set<String> fitted = profile.calibration().stream()
                .flatMap(on -> on.fittedToLosses().stream())
                .map(Profile.CalibratedOn::name)
                .collect(Collectors.toSet());
        long same = recorded.stream()
                .filter(one -> fitted.contains(one.bundle().name()))
                .count();
        return same == 0
                ? Optional.empty()
                : Optional.of("profile " + profile.name() + " was fitted to the losses of " + same + " of these "
                        + recorded.size() + " bundles, so they are no independent test of it");
    }

    private static Origin of(Origin lab, String nic) {
        return new Origin(lab.lab(), Optional.of(nic));
    }

    private static List<Profile.Setting> settings(
            Calibration calibration, Origin origin, Predicate<FittedParameter> which) {
        return calibration.parameters().stream()
                .filter(which)
                .map(parameter -> new Profile.Setting(parameter.key(), parameter.next(origin), parameter.provenance()))
                .toList();
    }
}
