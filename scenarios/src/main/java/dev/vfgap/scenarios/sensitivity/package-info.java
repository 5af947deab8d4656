/** What a prediction, and a ranking, hangs on: parameters held at one value after the other. */
package dev.vfgap.scenarios.sensitivity;
