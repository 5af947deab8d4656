/**
 * NIC families as data: what a PF's driver and a VF's driver do to the filter at each event of a VF's life, and the model
 * that writes the registers accordingly.
 *
 * <p>{@link dev.vfgap.models.nic.family.FamilyTable} holds one cell for each event and family, with its source. {@link
 * dev.vfgap.models.nic.family.VirtualizedNic} takes events and changes {@link dev.vfgap.models.nic.FilterRegisters}; who
 * receives a frame then follows from {@link dev.vfgap.models.nic.Classifier}. No outcome is stored anywhere.
 */
package dev.vfgap.models.nic.family;
