package dev.vfgap.models.nic.family;

/** The two positions of a switch that the host turns, such as {@code trust on}. */
public enum Setting {
    /** Switched on. */
    ON,
    /** Switched off. */
    OFF;

    public boolean isOn() {
        return this == ON;
    }
}
