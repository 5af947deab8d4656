/** Experiments: scenarios as setups of the models, replications over them, and what they say together. */
package dev.vfgap.scenarios.experiment;
