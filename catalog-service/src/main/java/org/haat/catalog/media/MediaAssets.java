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

    /** The public address of these bytes. */
    public static String address(byte[] bytes) {
        return HexFormat.of().formatHex(ContentHash.sha256().digest(bytes));
    }

    /**
     * Says what these bytes are and keeps them. Equal bytes are measured and kept once for all agencies and names.
     *
     * @return empty when they are no picture
     */
    public Optional<Picture> take(String sha256, byte[] bytes) {
        Optional<Picture> known = sql.first(
                "SELECT media_type, width_px, height_px, white_border_percent FROM media_blob"
                        + " WHERE sha256 = ? AND width_px IS NOT NULL",
                row -> new Picture(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4)),
                sha256);
        return known.isPresent()
                ? known
                : Picture.of(bytes).map(picture -> {
                    keep(sha256, bytes, picture);
                    return picture;
                });
    }

    private void keep(String sha256, byte[] bytes, Picture picture) {
        sql.update(
                "INSERT INTO media_blob (sha256, media_type, bytes, width_px, height_px, white_border_percent)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO UPDATE SET (width_px, height_px,"
                        + " white_border_percent) = (excluded.width_px, excluded.height_px, excluded.white_border_percent)",
                sha256,
                picture.mediaType(),
                bytes,
                picture.widthPx(),
                picture.heightPx(),
                picture.whiteBorderPercent());
    }

    /** The name means this picture, whose bytes are kept already, from now on. */
    public void put(String agency, MediaAsset asset, Instant now) {
        sql.update(
                "INSERT INTO media_asset (agency, name, sha256, media_type, width_px, height_px, white_border_percent,"
                        + " changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency, name) DO UPDATE SET"
                        + " (sha256, media_type, width_px, height_px, white_border_percent, changed_at) ="
                        + " (excluded.sha256, excluded.media_type, excluded.width_px, excluded.height_px,"
                        + " excluded.white_border_percent, excluded.changed_at)",
                agency,
                asset.name(),
                asset.sha256(),
                asset.picture().mediaType(),
                asset.picture().widthPx(),
                asset.picture().heightPx(),
                asset.picture().whiteBorderPercent(),
                now);
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
