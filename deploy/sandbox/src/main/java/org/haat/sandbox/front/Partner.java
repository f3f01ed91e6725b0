package org.haat.sandbox.front;

import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.unkindness.Fault;
import org.jspecify.annotations.Nullable;

/** A marketplace as the front sees it: its operations, who may call them, its limits, and how it says no. */
public interface Partner {
    /** The channel id, for example {@code amazon-in}. */
    String name();

    /** First path segment, with its slash. */
    String prefix();

    Routes<Handler> routes();

    /** Whose call this is, or the marketplace's own refusal. */
    Caller identify(Call call, String operation);

    /** The marketplace's answer when the account has used up its calls, or nothing when there is one left. */
    Optional<Answer> throttle(Call call, @Nullable Account account, String operation);

    /** The marketplace's own 429, with Retry-After if the fault names one. */
    Answer throttled(Fault fault);

    /** The marketplace's own body for a failure with this status. */
    Answer failed(int status);

    /** A 200 that carries an error, in this marketplace's shape. */
    Answer errorInOk();

    /** Headers the marketplace puts on every answer. */
    Answer finish(Answer answer, @Nullable Account account, String operation);

    /** Handles one call of an account; token and document routes get none. */
    interface Handler {
        Answer handle(Call call, @Nullable Account account);
    }

    /** Who calls; exactly one of the two, or neither for a route that needs no account. */
    record Caller(@Nullable Account account, @Nullable Answer refusal) {
        public static Caller of(@Nullable Account account) {
            return new Caller(account, null);
        }

        public static Caller refused(@Nullable Account account, Answer refusal) {
            return new Caller(account, refusal);
        }
    }
}
