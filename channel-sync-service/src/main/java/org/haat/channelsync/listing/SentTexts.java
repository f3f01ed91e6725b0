package org.haat.channelsync.listing;

import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;

/**
 * The texts that a channel took last of each listing. They are kept because our own writers change from release to release, and
 * what the channel shows is what the one of then sent.
 */
@Singleton
public class SentTexts {
    /** For a statement of its own or as a part of another one. */
    public static final String KEEP =
            "INSERT INTO sent_texts AS s (listing, agency, hash, texts) SELECT n.listing, n.agency, n.hash, n.texts::jsonb"
                    + " FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) AS n (listing, agency, hash, texts)"
                    + " ON CONFLICT (listing) DO UPDATE SET hash = excluded.hash, texts = excluded.texts"
                    + " WHERE s.hash <> excluded.hash OR s.texts <> excluded.texts";

    private final Sql sql;

    public SentTexts(Sql sql) {
        this.sql = sql;
    }

    /**
     * Of one listing.
     *
     * @param hash of the content that the channel took
     * @param texts by the channel's name of the attribute
     */
    public record Kept(long listing, String agency, String hash, Map<String, List<String>> texts) {}

    /** Of listings that may have been sent other texts since. Call inside a transaction. */
    public void forget(List<Long> listings) {
        if (!listings.isEmpty()) {
            sql.update("DELETE FROM sent_texts WHERE listing = ANY (?)", (Object) listings.toArray(Long[]::new));
        }
    }

    /** Keeps them in one statement; what is kept already costs no write. Call inside a transaction. */
    public void keep(List<Kept> taken) {
        if (!taken.isEmpty()) {
            sql.update(KEEP, arguments(taken).toArray());
        }
    }

    /** What {@link #KEEP} takes. */
    public static List<Object> arguments(List<Kept> taken) {
        List<Kept> sorted =
                taken.stream().sorted(Comparator.comparing(Kept::listing)).toList();
        return List.of(
                longs(sorted, Kept::listing),
                text(sorted, Kept::agency),
                text(sorted, Kept::hash),
                text(sorted, kept -> StoredJson.write(kept.texts())));
    }
}
