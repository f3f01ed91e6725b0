package org.haat.local;

/** Something a person has to mend before Haat can start or go on. The message is one clear sentence for that person. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    public StartRefused(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public StartRefused(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
