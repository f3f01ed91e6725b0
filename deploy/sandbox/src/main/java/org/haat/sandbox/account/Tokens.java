package org.haat.sandbox.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.haat.sandbox.journal.Journal;
import org.haat.sandbox.journal.Shelf;
import org.haat.sandbox.pace.Pace;

/** Access tokens in circulation. Their life is not scaled: a client is told the seconds it really has. */
public final class Tokens {
    /**
     * @param account name of the account
     * @param grantless whether it was given for an application only, without a seller
     */
    public record Token(String value, String partner, String account, boolean grantless, Instant expires) {}

    private final Shelf<Token> shelf;
    private final Pace pace;

    public Tokens(Journal journal, Pace pace) {
        this.shelf = new Shelf<>(journal, "token", Token.class);
        this.pace = pace;
        expired().forEach(t -> shelf.remove(t.value));
    }

    public Token issue(Account account, String value, boolean grantless, Duration life) {
        Token token = new Token(
                value, account.partner(), account.name(), grantless, pace.now().plus(life));
        shelf.put(value, token);
        return token;
    }

    /** The token, expired or not. */
    public Optional<Token> find(String value) {
        return shelf.find(value);
    }

    public boolean live(Token token) {
        return pace.now().isBefore(token.expires);
    }

    public Optional<Token> liveOf(Account account) {
        return of(account).stream().filter(this::live).findFirst();
    }

    /** Ends every live token of the account now; answers how many. */
    public int expireAll(Account account) {
        List<Token> live = of(account).stream().filter(this::live).toList();
        live.forEach(t -> shelf.put(t.value, new Token(t.value, t.partner, t.account, t.grantless, pace.now())));
        return live.size();
    }

    private List<Token> of(Account account) {
        return shelf.all().stream()
                .filter(t -> t.partner.equals(account.partner()) && t.account.equals(account.name()))
                .toList();
    }

    private List<Token> expired() {
        return shelf.all().stream().filter(t -> !live(t)).toList();
    }
}
