/** The host's side of a path: what leads from the PF to the standby, and the queues that the guest's devices read. */
package dev.vfgap.models.host;
