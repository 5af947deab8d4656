package dev.vfgap.models.operate;

/** What {@code set-link} makes of a primary's link. */
public enum LinkSetting {
    /** The link is given back. */
    UP,
    /** The link is cut; the guest's driver loses its carrier. */
    DOWN
}
