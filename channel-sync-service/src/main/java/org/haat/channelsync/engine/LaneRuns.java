package org.haat.channelsync.engine;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.jspecify.annotations.Nullable;

/** What each lane last did, when it runs next and why it is idle, for the person who watches. */
@Singleton
public class LaneRuns {
    private final Sql sql;
    private final Clock clock;

    public LaneRuns(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param note what it did, or why it waits, as a code that pages have words for */
    public record Run(
            String lane,
            Instant lastRunAt,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant nextRunAt,
            int items,
            String note) {
        /** Where the log tells more, when a fault of ours ended it. */
        public @Nullable String fault() {
            return OwnFault.referenceOf(note);
        }
    }

    public void succeeded(ChannelAccount account, String lane, int items, @Nullable Duration next, String note) {
        write(account, lane, items, next, note, true);
    }

    public void failed(ChannelAccount account, String lane, @Nullable Duration next, String note) {
        write(account, lane, 0, next, note, false);
    }

    /** Of every account that may be seen, by lane. */
    public Map<UUID, List<Run>> all() {
        Map<UUID, List<Run>> runs = new HashMap<>();
        sql.list("SELECT * FROM account_lane ORDER BY account, lane", row -> runs.computeIfAbsent(
                        Sql.uuid(row, "account"), account -> new ArrayList<>())
                .add(new Run(
                        row.getString("lane"),
                        Sql.instantOf(row, "last_run_at"),
                        Sql.instant(row, "last_success_at"),
                        Sql.instant(row, "next_run_at"),
                        row.getInt("items"),
                        row.getString("note"))));
        return runs;
    }

    private void write(
            ChannelAccount account, String lane, int items, @Nullable Duration next, String note, boolean success) {
        Instant now = clock.instant();
        sql.update(
                "INSERT INTO account_lane AS l (account, agency, lane, last_run_at, last_success_at, next_run_at, items, note)"
                        + " SELECT id, agency, ?, ?, ?, ?, ?, ? FROM channel_account WHERE id = ?"
                        + " ON CONFLICT (account, lane) DO UPDATE SET last_run_at = excluded.last_run_at,"
                        + " last_success_at = coalesce(excluded.last_success_at, l.last_success_at),"
                        + " next_run_at = excluded.next_run_at, items = excluded.items, note = excluded.note",
                lane,
                now,
                success ? now : null,
                next == null ? null : now.plus(next),
                items,
                note,
                account.id());
    }
}
