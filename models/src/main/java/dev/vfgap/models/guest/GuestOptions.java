package dev.vfgap.models.guest;

/** What runs in the guest, where a scenario may choose. */
public record GuestOptions() {
    /** The usual form. */
    public static final GuestOptions USUAL = new GuestOptions();
}
