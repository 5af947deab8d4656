/**
 * Frames without an object each: spans, flows, places, fates and the ledger in which every frame ends once.
 */
package dev.vfgap.models.frame;
