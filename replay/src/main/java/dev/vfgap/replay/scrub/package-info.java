/** Anonymised copies of capture bundles, of which account and replay say the same. */
package dev.vfgap.replay.scrub;
