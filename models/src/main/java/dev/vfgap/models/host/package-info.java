/** The host's side of a path: the bounded queues from which the guest's two devices read. */
package dev.vfgap.models.host;
