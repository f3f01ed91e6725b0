package org.haat.look;

import java.util.Map;
import org.haat.edge.Problem;

/** What a person does after an error. The name is a key of the words. */
enum NextStep {
    /** Change what was entered. */
    BACK,
    /** Somebody or something was quicker: look again at what is there now. */
    LOOK_AGAIN,
    SIGN_IN,
    SIGN_IN_AS_ANOTHER,
    TRY_AGAIN,
    /** What must be mended stands on the page of the account. */
    ACCOUNT,
    ASK_OPERATIONS,
    START;

    /** Where the status alone would lead astray. */
    private static final Map<String, NextStep> BY_CODE = Map.ofEntries(
            Map.entry("role-needed", SIGN_IN_AS_ANOTHER),
            Map.entry("agency-needed", SIGN_IN_AS_ANOTHER),
            Map.entry("other-agency", BACK),
            Map.entry("foreign-form", START),
            Map.entry("not-yours-alone", ASK_OPERATIONS),
            Map.entry("operations-only", ASK_OPERATIONS),
            Map.entry("agency-unknown", ASK_OPERATIONS),
            Map.entry("seal-broken", ASK_OPERATIONS),
            Map.entry("still-unreadable", ASK_OPERATIONS),
            Map.entry("internal", ASK_OPERATIONS),
            Map.entry("subscription-refused", ACCOUNT),
            Map.entry("no-consent", ACCOUNT),
            Map.entry("consent-awaited", ACCOUNT),
            Map.entry("no-queue", ACCOUNT),
            Map.entry("account-in-use", ACCOUNT),
            Map.entry("away-already", ACCOUNT),
            Map.entry("not-away", ACCOUNT),
            Map.entry("sku-exists", BACK),
            Map.entry("code-exists", BACK),
            Map.entry("agency-exists", BACK),
            Map.entry("partner-exists", BACK),
            Map.entry("there-already", BACK));

    static NextStep of(Problem problem) {
        NextStep named = BY_CODE.get(problem.code());
        return named != null ? named : ofStatus(problem.status());
    }

    private static NextStep ofStatus(int status) {
        return switch (status) {
            case 401 -> SIGN_IN;
            case 403 -> SIGN_IN_AS_ANOTHER;
            case 404, 405 -> START;
            case 409, 412, 428 -> LOOK_AGAIN;
            case 429, 502, 503, 504 -> TRY_AGAIN;
            default -> status < 500 ? BACK : ASK_OPERATIONS;
        };
    }

    /** Path of the page it leads to; empty where there is none, as for a page that was typed in. */
    String href(Viewer viewer) {
        return switch (this) {
            case BACK, LOOK_AGAIN, ASK_OPERATIONS -> viewer.getCameFrom();
            case TRY_AGAIN -> viewer.isRead() ? viewer.getHere() : viewer.getCameFrom();
            case SIGN_IN -> viewer.isRead() ? viewer.getRoot() + '/' : viewer.getCameFrom();
            case SIGN_IN_AS_ANOTHER -> viewer.getRoot() + "/sign-out";
            case ACCOUNT -> viewer.getAccountPage();
            case START -> viewer.getRoot() + '/';
        };
    }
}
