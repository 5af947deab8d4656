/** The whole path, wired: a peer, a switch, two hosts with a NIC each, one guest. */
package dev.vfgap.models.lab;
