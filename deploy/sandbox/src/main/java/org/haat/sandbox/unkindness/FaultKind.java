package org.haat.sandbox.unkindness;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can go wrong. Words on the wire are lower case with hyphens. */
public enum FaultKind {
    /** 429 in the marketplace's own way; {@code retryAfter} adds the header. */
    THROTTLE(Scope.ANSWER),
    /** Any failure {@code status} in the marketplace's own shape; 500 if none is given. */
    STATUS(Scope.ANSWER),
    /** No answer until the caller gives up. */
    HANG(Scope.ANSWER),
    /** The connection is reset after the whole request was read. */
    RESET(Scope.ANSWER),
    /** 200 with an error inside. */
    ERROR_IN_200(Scope.ANSWER),
    /** The answer stops half way, though it says it is whole. */
    TRUNCATED(Scope.ANSWER),
    /** A gateway's HTML page with {@code status}, 503 if none is given. */
    HTML(Scope.ANSWER),
    /** {@code megabytes} of JSON, 10 if none is given. */
    HUGE(Scope.ANSWER),
    /** 307 to {@code location}. */
    REDIRECT(Scope.ANSWER),
    /** The answer in UTF-16 that claims to be UTF-8. */
    WRONG_CHARSET(Scope.ANSWER),
    /** The true answer, {@code millis} late. */
    SLOW(Scope.ANSWER),
    /** Every access token of the account ends now. Happens at once, and is not kept. */
    EXPIRE_TOKENS(Scope.ACCOUNT),
    /** The seller withdrew consent, or the application's secret was revoked, for as long as the switch is on. */
    REVOKE(Scope.ACCOUNT),
    /** {@code rate} and {@code burst} of the operation, in place of the table's. */
    RATE(Scope.ACCOUNT),
    /** An accepted listing never shows. */
    NEVER_LIVE(Scope.LISTING),
    /** A listing gets {@code issue} {code, message, severity, attribute, action} when it should go live. */
    ISSUE(Scope.LISTING),
    /** These lines of a batch or feed are refused, with {@code message}. */
    PARTIAL_FAILURE(Scope.LISTING),
    /** Seller Hub's quality control turns the product down, with {@code message}. */
    QC_REJECT(Scope.LISTING),
    /** A feed breaks off half way: FATAL, without a report. */
    FEED_BREAKS(Scope.FEED),
    /** A feed's report leaves its last message out of its numbers, and speaks of one that was never sent. */
    FEED_REPORT(Scope.FEED),
    /** A report ends FATAL, without a document. */
    REPORT_BREAKS(Scope.FEED),
    /** Amazon cancels a report. */
    REPORT_CANCELLED(Scope.FEED),
    /** A page of a listing comes again in place of the next. */
    REPEAT_PAGE(Scope.PAGE),
    /** The last order of a page comes again on the next. */
    DUPLICATE_ORDERS(Scope.PAGE),
    /** New orders are on hold while the switch is on. */
    HOLD(Scope.ORDER),
    /** A notification is never sent; {@code operation} is its type, for this and the next three. */
    PUSH_LOST(Scope.PUSH),
    /** A notification is sent twice. */
    PUSH_TWICE(Scope.PUSH),
    /** A notification is {@code millis} late; Flipkart's later ones of the shipment wait behind it. */
    PUSH_LATE(Scope.PUSH),
    /** A notification is overtaken by later ones. */
    PUSH_OUT_OF_ORDER(Scope.PUSH);

    /** Where a fault bites: on the answer, the account, a listing line, a feed or report, a page, a new order or a notification. */
    public enum Scope {
        ANSWER,
        ACCOUNT,
        LISTING,
        FEED,
        PAGE,
        ORDER,
        PUSH
    }

    private final Scope scope;

    FaultKind(Scope scope) {
        this.scope = scope;
    }

    public Scope scope() {
        return scope;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static FaultKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
