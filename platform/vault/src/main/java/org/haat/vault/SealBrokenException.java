package org.haat.vault;

import org.jspecify.annotations.Nullable;

/** A sealed value cannot be opened. Never carries the value. */
public final class SealBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SealBrokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
