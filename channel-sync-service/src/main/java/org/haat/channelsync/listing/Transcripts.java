package org.haat.channelsync.listing;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.database.Sql;
import org.jspecify.annotations.Nullable;

/** What the wire carried, scrubbed. */
@Singleton
public class Transcripts {
    private final Sql sql;

    public Transcripts(Sql sql) {
        this.sql = sql;
    }

    /** One request and its answer. */
    public record Line(
            long id,
            Instant at,
            String operation,
            String method,
            String path,
            int status,
            String outcome,
            long durationMs,
            @JsonRawValue String requestHeaders,
            @Nullable String requestBody,
            @JsonRawValue String answerHeaders,
            @Nullable String answerBody) {}

    /** What the wire carried lately for an account, scrubbed, the newest first. */
    public List<Line> of(UUID account, long before, int limit) {
        return sql.list(
                "SELECT * FROM channel_transcript WHERE account = ? AND id < ? ORDER BY id DESC LIMIT ?",
                row -> new Line(
                        row.getLong("id"),
                        Sql.instantOf(row, "at"),
                        row.getString("operation"),
                        row.getString("method"),
                        row.getString("path"),
                        row.getInt("status"),
                        row.getString("outcome"),
                        row.getLong("duration_ms"),
                        row.getString("request_headers"),
                        row.getString("request_body"),
                        row.getString("answer_headers"),
                        row.getString("answer_body")),
                account,
                before,
                limit);
    }
}
