package org.haat.channelsync.security;

import org.haat.edge.Problem;

/**
 * A line that people enter: a name, a reason, a note. Lists, histories, alerts and the subjects of e-mail show it to others, so
 * that it must look like what it is.
 */
public final class PlainText {
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;

    private PlainText() {}

    /**
     * Without the blanks around it.
     *
     * @param field that it was entered in
     * @throws Problem 422 when it holds a line break, or a sign that turns the direction of writing or hides
     */
    public static String of(String field, String text) {
        if (misleads(text)) {
            throw Problem.invalid(field, "unprintable", "Take line breaks and invisible characters out of it.");
        }
        return text.strip();
    }

    /** Whether it holds a line break, or a sign that turns the direction of writing or hides. */
    public static boolean misleads(String text) {
        return text.codePoints().anyMatch(PlainText::misleads);
    }

    /** The two joiners are letters of Indian scripts. */
    private static boolean misleads(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> character != NON_JOINER && character != JOINER;
            default -> false;
        };
    }
}
