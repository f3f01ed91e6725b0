package org.haat.catalog.media;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.catalog.sql.Sql;
import org.haat.catalog.text.ContentHash;
import org.jspecify.annotations.Nullable;

/** Pictures by agency and name, and their bytes by content. */
@Singleton
public class MediaAssets {
    private static final String COLUMNS = "name, sha256, media_type, width_px, height_px, white_border_percent";
    private final Sql sql;

    public MediaAssets(Sql sql) {
        this.sql = sql;
    }

    /** Bytes as they are served. */
    public record Content(String mediaType, byte[] bytes) {}

    /** Keeps the bytes under the name; the name then means these bytes. Equal bytes are kept once for all agencies. */
    public MediaAsset put(String agency, String name, byte[] bytes, Picture picture, Instant now) {
        String sha256 = HexFormat.of().formatHex(ContentHash.sha256().digest(bytes));
        sql.update(
                "INSERT INTO media_blob (sha256, media_type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                sha256,
                picture.mediaType(),
                bytes);
        sql.update(
                "INSERT INTO media_asset (agency, name, sha256, media_type, width_px, height_px, white_border_percent,"
                        + " changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency, name) DO UPDATE SET"
                        + " (sha256, media_type, width_px, height_px, white_border_percent, changed_at) ="
                        + " (excluded.sha256, excluded.media_type, excluded.width_px, excluded.height_px,"
                        + " excluded.white_border_percent, excluded.changed_at)",
                agency,
                name,
                sha256,
                picture.mediaType(),
                picture.widthPx(),
                picture.heightPx(),
                picture.whiteBorderPercent(),
                now);
        return new MediaAsset(name, sha256, picture);
    }

    public Map<String, MediaAsset> byName(String agency, Collection<String> names) {
        Map<String, MediaAsset> byName = new HashMap<>();
        if (!names.isEmpty()) {
            sql.list(
                            "SELECT " + COLUMNS + " FROM media_asset WHERE agency = ? AND name = ANY (?)",
                            MediaAssets::read,
                            agency,
                            names)
                    .forEach(asset -> byName.put(asset.name(), asset));
        }
        return byName;
    }

    public List<MediaAsset> page(String agency, @Nullable String after, int limit) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM media_asset WHERE agency = ? AND name > ? ORDER BY name LIMIT ?",
                MediaAssets::read,
                agency,
                after == null ? "" : after,
                limit);
    }

    public Optional<Content> content(String sha256) {
        return sql.first(
                "SELECT media_type, bytes FROM media_blob WHERE sha256 = ?",
                row -> new Content(row.getString(1), row.getBytes(2)),
                sha256);
    }

    private static MediaAsset read(ResultSet row) throws SQLException {
        Picture picture = new Picture(row.getString(3), row.getInt(4), row.getInt(5), row.getInt(6));
        return new MediaAsset(row.getString(1), row.getString(2), picture);
    }
}
