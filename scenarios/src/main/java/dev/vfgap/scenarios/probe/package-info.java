/**
 * A probe of a NIC driver on this machine: the steps as data, the script that carries them out without Java, and the run that
 * carries them out itself and takes all of it back.
 */
package dev.vfgap.scenarios.probe;
