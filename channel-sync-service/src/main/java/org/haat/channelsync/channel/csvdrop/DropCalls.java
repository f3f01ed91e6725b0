package org.haat.channelsync.channel.csvdrop;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.ReadOnlyFileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.channel.http.Scrubber;
import org.haat.channelsync.channel.http.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * One count and one transcript entry per call, and a name for each fault. Nothing here is ever unknown: a file becomes visible
 * as a whole or not at all, and a later one with the same figures replaces it, so what broke off may go again.
 */
final class DropCalls {
    private final Depot.Door door;
    private final HttpParts parts;

    DropCalls(Depot.Door door, HttpParts parts) {
        this.door = door;
        this.parts = parts;
    }

    /** What is done while the folders are open. */
    @FunctionalInterface
    interface Work<T> {
        T in(Depot depot) throws IOException;
    }

    /** @param body what is written, or null when it is read */
    record Saying(String operation, String path, @Nullable String body) {}

    <T> T call(Account account, DropSettings settings, Saying saying, Work<T> work) {
        Instant began = parts.clock().instant();
        try (Depot depot = door.open(account, settings)) {
            T result = work.in(depot);
            note(account, saying, began, "ok");
            return result;
        } catch (IOException | ReadOnlyFileSystemException e) {
            ChannelException fault = fault(saying, e);
            note(account, saying, began, fault.kind().name());
            throw fault;
        } catch (ChannelException e) {
            note(account, saying, began, e.kind().name());
            throw e;
        }
    }

    private static ChannelException fault(Saying saying, Exception cause) {
        String reason = cause instanceof FileSystemException known && known.getReason() != null
                ? String.valueOf(known.getReason())
                : cause.getClass().getSimpleName();
        if (cause instanceof AccessDeniedException || cause instanceof ReadOnlyFileSystemException) {
            String why = cause instanceof AccessDeniedException ? ": " + reason : "";
            return exception(
                    FailureKind.FORBIDDEN,
                    saying,
                    "is not allowed in the partner's folder" + why,
                    "NOT_ALLOWED",
                    cause);
        }
        String words = String.valueOf(cause.getMessage());
        boolean full = words.contains("No space left") || words.contains("quota exceeded");
        return full
                ? exception(FailureKind.TEMPORARY, saying, "found the disk full", "DISK_FULL", cause)
                : exception(FailureKind.TEMPORARY, saying, "broke off: " + reason, "FOLDER_AWAY", cause);
    }

    private static ChannelException exception(
            FailureKind kind, Saying saying, String what, String code, Exception cause) {
        return new ChannelException(kind, saying.operation() + ' ' + what, code, null, cause);
    }

    private void note(Account account, Saying saying, Instant began, String outcome) {
        Duration took = Duration.between(began, parts.clock().instant());
        parts.meter().count(account.id(), saying.operation(), outcome, took);
        parts.transcript()
                .record(new Transcript.Entry(
                        began,
                        account.id(),
                        saying.operation(),
                        saying.body() == null ? "READ" : "WRITE",
                        '/' + saying.path(),
                        0,
                        outcome,
                        took,
                        Map.of(),
                        saying.body() == null ? null : Scrubber.body(saying.body()),
                        Map.of(),
                        null));
    }
}
