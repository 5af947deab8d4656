/**
 * Files that people write: strategies, scenarios and profiles in YAML.
 *
 * <p>A file is read in three steps: {@link dev.vfgap.scenarios.config.YamlText} gives a tree whose every node knows its
 * line and column, a {@link dev.vfgap.scenarios.config.Shape} checks the tree and reports every problem at once, and a
 * reader per kind binds what is then known to be good. The JSON Schema for editors is written from the same shapes.
 */
package dev.vfgap.scenarios.config;
