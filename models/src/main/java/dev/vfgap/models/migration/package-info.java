/**
 * Live migration as QEMU does it: the source's and the destination's states, the rounds of pre-copy, and the
 * announcement.
 *
 * <p>Sources: QEMU 10.0 {@code migration/migration.c}, {@code migration/ram.c}, {@code net/announce.c}, {@code
 * qapi/migration.json}.
 */
package dev.vfgap.models.migration;
