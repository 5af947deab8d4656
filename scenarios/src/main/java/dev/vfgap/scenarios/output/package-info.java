/** How results leave the program: JSON with the same bytes everywhere, and files that appear whole or not at all. */
package dev.vfgap.scenarios.output;
