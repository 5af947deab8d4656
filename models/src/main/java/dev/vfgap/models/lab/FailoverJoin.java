package dev.vfgap.models.lab;

import dev.vfgap.models.guest.VfDriver.Opener;

/**
 * {@code net_failover}, or nothing that joins the NICs: neither has a machine of its own.
 *
 * @param opener who opens a VF: nobody beside a plain virtio NIC
 */
record FailoverJoin(Opener opener) implements GuestJoin {}
