package org.haat.channelsync.account;

import org.haat.edge.Problem;

/** What people call an account: lists, alerts and the subjects of e-mail show it, so that it must look like what it is. */
final class AccountName {
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;

    private AccountName() {}

    /**
     * Without the blanks around it.
     *
     * @throws Problem 422 when it holds a line break, or a sign that turns the direction of writing or hides
     */
    static String of(String text) {
        if (text.codePoints().anyMatch(AccountName::misleads)) {
            throw Problem.invalid(
                    "name", "unprintable", "Take line breaks and invisible characters out of the account's name.");
        }
        return text.strip();
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
