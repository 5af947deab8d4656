package dev.vfgap.scenarios.validation;

import java.util.List;
import java.util.Optional;

/** The published numbers that the models are held against, and the closed forms, in the order of their names. */
public final class PublishedNumbers {
    /** The seed with which they are held against them when nobody says another. */
    public static final long SEED = 1;

    private static final List<PublishedRow> ALL = List.of(
            NetvscNumbers.V1,
            NetvscNumbers.V1B,
            GuestNumbers.V2,
            RemovalNumbers.V3,
            MigrationNumbers.V4,
            MigrationNumbers.V5,
            GuestNumbers.V6,
            GuestNumbers.V7,
            MigrationNumbers.V8,
            MigrationNumbers.V9,
            MigrationNumbers.V10,
            FabricNumbers.V11,
            FabricNumbers.V12,
            ClosedForms.C1,
            ClosedForms.C2,
            ClosedForms.C3,
            ClosedForms.C4,
            ClosedForms.C5,
            NetvscNumbers.C6);

    private PublishedNumbers() {}

    public static List<PublishedRow> all() {
        return ALL;
    }

    /** The rows' names. */
    public static List<String> ids() {
        return ALL.stream().map(PublishedRow::id).toList();
    }

    /** The row of a name, in capitals or not. */
    public static Optional<PublishedRow> find(String id) {
        return ALL.stream().filter(row -> row.id().equalsIgnoreCase(id)).findFirst();
    }
}
