package org.haat.local.demo;

/** A step of the demo did not come to its end. The message is one sentence that names the step and what was answered. */
public final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String sentence;

    public StepFailed(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public StepFailed(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
