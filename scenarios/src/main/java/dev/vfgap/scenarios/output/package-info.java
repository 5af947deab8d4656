/** How results leave the program: JSON with the same bytes everywhere, files that appear whole or not at all, an end in good order on Ctrl-C. */
package dev.vfgap.scenarios.output;
