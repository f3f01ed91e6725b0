package org.haat.sandbox.market;

import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.account.Tokens;
import org.haat.sandbox.journal.Journal;
import org.haat.sandbox.pace.Agenda;
import org.haat.sandbox.pace.Delays;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.Unkindness;

/** What every marketplace stands on. */
public record Ground(
        Journal journal,
        Accounts accounts,
        Tokens tokens,
        Offers offers,
        Unkindness unkindness,
        Agenda agenda,
        Delays delays,
        Pace pace) {

    /** Nothing yet on it but what the journal remembers. */
    public static Ground of(Journal journal, Pace pace, Agenda agenda) {
        return new Ground(
                journal,
                new Accounts(journal, pace),
                new Tokens(journal, pace),
                new Offers(journal),
                new Unkindness(pace),
                agenda,
                new Delays(pace),
                pace);
    }
}
