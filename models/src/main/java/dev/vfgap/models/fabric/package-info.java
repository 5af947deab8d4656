/** What stands between the peer and the two hosts: the learning switch. */
package dev.vfgap.models.fabric;
