package dev.vfgap.models.lab;

/** What is offered beside the two steady streams, where a scenario may choose. */
public record TrafficOptions() {
    /** The usual form. */
    public static final TrafficOptions USUAL = new TrafficOptions();
}
