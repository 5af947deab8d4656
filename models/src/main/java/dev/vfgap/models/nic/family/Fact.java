package dev.vfgap.models.nic.family;

/**
 * Something about a family that is not a cell of the table.
 *
 * @param topic what it is about, for example {@code same MAC on PF and VF}
 * @param text the fact, one sentence
 * @param mark how it is known
 * @param source from where
 */
public record Fact(String topic, String text, Mark mark, String source) {}
