/** Published numbers beside what the models make of them: which are given to a model, which it predicts, and how well. */
package dev.vfgap.scenarios.validation;
