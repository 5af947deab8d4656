package dev.vfgap.models.guest;

/**
 * What in a guest joins its NICs, as two rules over the state of the two: by which device a frame leaves, and what
 * becomes of a frame that a device received.
 *
 * <p>A stack is a value. What changes it with time is a machine beside it ({@link Bond}, {@link NetvscPath}, {@link
 * GuestTools}, {@link DpdkMember}); {@link NetFailover} needs none, its rules ask for the devices only.
 */
public sealed interface GuestStack
        permits ActiveBackup, FailoverDown, Netvsc, NetFailover, PolledBond, SingleNic, VirtioOnly {

    /** The VF, as the stack sees it. */
    LowerDevice primary();

    /** The virtio device, as the stack sees it. */
    LowerDevice standby();

    /** This stack with the VF in another state. */
    GuestStack withPrimary(LowerDevice now);

    /** This stack with the virtio device in another state. */
    GuestStack withStandby(LowerDevice now);

    /** By which device a frame leaves now. */
    Outlet outlet();

    /** What becomes of a frame that the VF received. */
    Intake ofPrimary();

    /** What becomes of a frame that the virtio device received. */
    Intake ofStandby();

    /**
     * What comes of virtio's request that the guest announce itself (the {@code ANNOUNCE} bit of its status): the driver
     * calls {@code netdev_notify_peers} for the virtio netdev, and that sends an ARP for each address <em>of that
     * netdev</em>.
     *
     * <p>Source: Linux 6.12 {@code drivers/net/virtio_net.c} ({@code virtnet_config_changed_work}), {@code
     * net/ipv4/devinet.c} ({@code inetdev_send_gratuitous_arp}).
     */
    VirtioAnnounce virtioAnnounce();

    /** By which device a frame leaves the guest. */
    enum Outlet {
        PRIMARY,
        STANDBY,
        /** No device is ready, or none is chosen: the frame is dropped and counted. */
        NONE,
        /** The chosen device is not running or has no carrier, and nothing else has been chosen yet. */
        CHOSEN_NOT_READY,
        /** The guest has no address: no program can send. */
        NO_ADDRESS
    }

    /** What becomes of a frame that a device received. */
    enum Intake {
        /** IP gets it. */
        ACCEPTED,
        /** {@code net_failover} drops it: a primary is registered. */
        SHADOWED,
        /** A bond drops it: the device is not the active one. */
        INACTIVE,
        /** IP drops it: the guest has no address there. */
        NO_ADDRESS,
        /** Nobody takes it from the device: it waits in the ring. */
        NOT_POLLED,
        /** The guest has no such device. */
        NO_DEVICE
    }

    /** What comes of virtio's request for an announcement. */
    enum VirtioAnnounce {
        /** A frame leaves by the virtio device. */
        SENT,
        /** No frame: the virtio netdev has no address of its own. */
        WITHOUT_ADDRESS,
        /** No request: there is no virtio device. */
        NO_DEVICE
    }
}
