/** The NIC: which of its functions receives a frame. */
package dev.vfgap.models.nic;
