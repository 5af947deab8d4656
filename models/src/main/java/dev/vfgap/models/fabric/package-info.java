/** What stands between the peer and the two hosts, and learns: the switch, of which a host's bridge is another one. */
package dev.vfgap.models.fabric;
