package org.haat.catalog.imports;

import org.haat.catalog.rule.Refusal;

/** A file that cannot be imported at all; nothing of it was kept. */
public final class FileRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;

    FileRefused(String rule, String... arguments) {
        super(rule, null, false, false);
        this.refusal = Refusal.byAgency(rule, "file", null, arguments);
    }

    public Refusal refusal() {
        return refusal;
    }
}
