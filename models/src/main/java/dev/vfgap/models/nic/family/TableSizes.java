package dev.vfgap.models.nic.family;

/**
 * How large a family's tables are and who has which part of the perfect-match table.
 *
 * @param pools pools or virtual ports that the model has, at most 64; the PF takes the one after its VFs
 * @param vfs most VFs that the PF's driver makes, below {@code pools}
 * @param addressEntries size of the perfect-match table
 * @param vlanEntries size of the table that leads VLANs to pools
 * @param reservedForPf entries that a VF's own further addresses may not take
 * @param vfEntries where the entries of VFs are
 */
public record TableSizes(
        int pools, int vfs, int addressEntries, int vlanEntries, int reservedForPf, VfEntries vfEntries) {

    /** Where the entries of VFs are. */
    public enum VfEntries {
        /** One each at the table's end, VF 0's last: entry count - (n + 1). */
        FROM_THE_END,
        /** The first free ones. */
        FIRST_FREE
    }

    /** Checks the number of VFs. */
    public TableSizes {
        if (vfs < 1 || vfs >= pools) {
            throw new IllegalArgumentException(
                    "a NIC with " + pools + " pools has 1 to " + (pools - 1) + " VFs, not " + vfs);
        }
    }
}
