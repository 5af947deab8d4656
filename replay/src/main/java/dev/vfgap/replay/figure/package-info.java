/** Pictures as SVG: shapes, colours for light and dark pages, scales. The same calls give the same bytes. */
package dev.vfgap.replay.figure;
