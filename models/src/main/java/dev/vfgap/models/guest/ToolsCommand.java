package dev.vfgap.models.guest;

/** What the guest's tools do on a transition. */
public enum ToolsCommand {
    BEGIN_OPEN,
    GIVE_UP_OPEN,
    OPEN,
    BEGIN_ADDRESS,
    GIVE_UP_ADDRESS,
    /** The addresses are the netdev's. */
    APPLY,
    /** The addresses have gone with the netdev. */
    FORGET
}
