/**
 * What applications feel of a migration: simple models of protocols, fed with the silences and outages of a run.
 *
 * <p>They look at a run from outside: none of their packets is in it. Each says what it leaves out.
 */
package dev.vfgap.models.application;
