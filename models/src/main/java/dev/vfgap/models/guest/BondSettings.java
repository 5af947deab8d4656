package dev.vfgap.models.guest;

import dev.vfgap.models.guest.ActiveBackup.InactiveFrames;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The options of a bond, as {@code ip link add type bond} has them.
 *
 * @param miimonNanos how often the carrier of the slaves is looked at; 0 = never
 * @param upDelayPolls for how many polls a returned carrier must last
 * @param downDelayPolls for how many polls a lost carrier must be missed
 * @param gratuitousArps {@code num_grat_arp}: announcements after a change of the active slave
 * @param preferred {@code primary}: the slave that is active whenever it is up; {@code NONE} = whichever was first
 * @param inactive {@code all_slaves_active}
 */
public record BondSettings(
        long miimonNanos,
        long upDelayPolls,
        long downDelayPolls,
        int gratuitousArps,
        Member preferred,
        InactiveFrames inactive) {
    public BondSettings {
        Objects.requireNonNull(preferred, "preferred");
        Objects.requireNonNull(inactive, "inactive");
    }

    /**
     * The options that parameters say; delays are rounded down to whole polls, as bonding does, and are 0 without polls.
     *
     * @param value the value of a parameter, by its key
     */
    public static BondSettings of(ToDoubleFunction<String> value, Member preferred, InactiveFrames inactive) {
        long miimon = Math.round(value.applyAsDouble("bond.miimon"));
        return new BondSettings(
                miimon,
                miimon == 0 ? 0 : Math.round(value.applyAsDouble("bond.updelay")) / miimon,
                miimon == 0 ? 0 : Math.round(value.applyAsDouble("bond.downdelay")) / miimon,
                (int) Math.round(value.applyAsDouble("bond.numGratArp")),
                preferred,
                inactive);
    }
}
