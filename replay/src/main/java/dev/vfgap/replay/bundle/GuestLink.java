package dev.vfgap.replay.bundle;

import dev.vfgap.models.frame.Host;

/**
 * A link of the guest as one of its rtnetlink messages tells it.
 *
 * <p>A primary is linked to the failover device from its first message with a master, open from {@code up}, ready from
 * {@code lowerUp} and {@code carrier}, gone when {@code removed}.
 *
 * @param atNanos when the guest saw the message, on the bundle's clock
 * @param via the host on which the guest ran
 * @param device the interface's name
 * @param index its index
 * @param master the index of the failover device it belongs to, 0 = none
 * @param removed whether the message is a {@code dellink}
 * @param up IFF_UP: the interface has been opened
 * @param lowerUp IFF_LOWER_UP
 * @param carrier whether the driver says that it has carrier
 */
public record GuestLink(
        long atNanos,
        Host via,
        String device,
        int index,
        int master,
        boolean removed,
        boolean up,
        boolean lowerUp,
        boolean carrier) {}
