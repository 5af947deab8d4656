package dev.vfgap.models.host;

/** What a host's side asks of the PF so that frames for the guest's MAC reach it; the PF's driver makes a filter of it. */
public enum PfDemand {
    /** The PF accepts the guest's MAC too, as long as the device that asks is up ({@code dev_uc_add}). */
    UNICAST_ADDRESS,
    /** The PF accepts all that nobody else takes, as long as the device that asks is up ({@code dev_set_promiscuity}). */
    PROMISCUOUS
}
