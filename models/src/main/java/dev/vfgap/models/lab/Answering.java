package dev.vfgap.models.lab;

import dev.vfgap.models.frame.Flow;

/**
 * The guest answers each frame of a flow that it receives, after a while: a request that is lost has no answer, one that
 * comes late is answered late. While the guest does not run its answers wait; they leave when it runs again.
 *
 * <p>Frame n of the answers answers frame n of the requests, and counts from the moment at which that was sent: the delay of
 * an answer is the time of the round trip. A request that is received twice is answered twice.
 *
 * <p>Not modelled: requests that wait for the answer to the one before; repeated requests.
 *
 * @param requests flow to the guest
 * @param answers flow from the guest, of as many frames with the same send times
 * @param thinkNanos from a frame's reception to its answer, at least 1
 */
public record Answering(Flow requests, Flow answers, long thinkNanos) {
    public Answering {
        if (requests.kind() != Flow.Kind.TO_GUEST || answers.kind() != Flow.Kind.ANSWER) {
            throw new IllegalArgumentException(answers.name() + " cannot answer " + requests.name());
        }
        if (!requests.times().equals(answers.times())) {
            throw new IllegalArgumentException(answers.name() + " has other send times than " + requests.name());
        }
        if (thinkNanos < 1) {
            throw new IllegalArgumentException("nobody answers within no time");
        }
    }
}
