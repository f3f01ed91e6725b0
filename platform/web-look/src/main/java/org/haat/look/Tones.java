package org.haat.look;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Which tone a state has, the same on every page: {@code good}, {@code info}, {@code warn}, {@code bad} or none. */
@Singleton
@Named("tones")
public class Tones {
    /** Of a listing on a marketplace, by the name of its state. */
    public String ofListing(Object state) {
        return switch (state.toString()) {
            case "LIVE" -> "good";
            case "SUBMITTED", "ACCEPTED" -> "info wait";
            case "AWAITING_IDENTIFIER", "ISSUES" -> "warn";
            case "SUPPRESSED", "FAILED_VERIFICATION" -> "bad";
            default -> "";
        };
    }

    /** Of an issue, by its severity. */
    public String ofSeverity(Object severity) {
        return switch (severity.toString()) {
            case "ERROR" -> "bad";
            case "WARNING" -> "warn";
            default -> "info";
        };
    }
}
