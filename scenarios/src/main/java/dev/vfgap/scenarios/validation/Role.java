package dev.vfgap.scenarios.validation;

/** What a published number is to the model that it is held against. */
public enum Role {
    /** The model predicts it from other knowledge: only these say how far the model can be trusted. */
    OUTPUT("output"),
    /** The model was given it, or what it is the sum of, or a default rests on it: agreement says nothing. */
    INPUT("input"),
    /** No measurement: what follows from the definition of the model, so that its code can be wrong about it. */
    CLOSED_FORM("closed form"),
    /** Nothing here predicts it. */
    NOT_PREDICTED("not predicted");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The name used in results. */
    public String word() {
        return word;
    }
}
