package org.haat.event;

import org.jspecify.annotations.Nullable;

/** The message can never be applied as it stands: park it, and go on with the next. */
public final class UnreadableEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
