/**
 * The account of a capture bundle: which frames were lost, when, and where each was last seen; from both ends' own
 * records where there are any, else from the captures alone, with bounds.
 *
 * <p>Nothing here knows a cause: an account says what was seen, a replay why.
 */
package dev.vfgap.replay.account;
