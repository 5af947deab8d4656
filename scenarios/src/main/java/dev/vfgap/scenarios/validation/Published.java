package dev.vfgap.scenarios.validation;

import java.util.Objects;
import java.util.Optional;

/**
 * One published number, and what is held against it.
 *
 * @param name what it is, unique in its row
 * @param role what it is to the model
 * @param measure what it counts
 * @param published as published, in words
 * @param accepted when the prediction counts as right; empty for what is given, and for what is not predicted
 * @param reading how the prediction is read from runs; empty where there is none
 * @param note what has to be known to judge it: why it is an input, why it is not predicted, why it may be outside
 */
public record Published(
        String name,
        Role role,
        Measure measure,
        String published,
        Optional<Accepted> accepted,
        Optional<Reading> reading,
        String note) {
    public Published {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(published, "published");
        Objects.requireNonNull(note, "note");
        boolean judged = role == Role.OUTPUT || role == Role.CLOSED_FORM;
        if (accepted.isPresent() != judged || reading.isPresent() == (role == Role.NOT_PREDICTED)) {
            throw new IllegalArgumentException(name + " is " + role.word() + " and has not what belongs to it");
        }
    }

    static Published output(
            String name, Measure measure, String published, Accepted accepted, Reading reading, String note) {
        return new Published(name, Role.OUTPUT, measure, published, Optional.of(accepted), Optional.of(reading), note);
    }

    static Published input(String name, Measure measure, String published, Reading reading, String note) {
        return new Published(name, Role.INPUT, measure, published, Optional.empty(), Optional.of(reading), note);
    }

    static Published closedForm(
            String name, Measure measure, String published, Accepted accepted, Reading reading, String note) {
        return new Published(
                name, Role.CLOSED_FORM, measure, published, Optional.of(accepted), Optional.of(reading), note);
    }

    static Published notPredicted(String name, Measure measure, String published, String because) {
        return new Published(name, Role.NOT_PREDICTED, measure, published, Optional.empty(), Optional.empty(), because);
    }
}
