package org.haat.channelsync.channel.amazon.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report of the Reports API (2021-06-30).
 *
 * @param processingStatus {@code IN_QUEUE}, {@code IN_PROGRESS}, {@code DONE}, {@code CANCELLED} or {@code FATAL}
 * @param createdTime when it was asked for; what it tells is no older
 * @param reportDocumentId once there is a document; a {@code FATAL} one may have one that explains it
 */
public record Report(
        @Nullable String reportId,
        @Nullable String reportType,
        @Nullable List<String> marketplaceIds,
        @Nullable String processingStatus,
        @Nullable String createdTime,
        @Nullable String reportDocumentId) {

    /** Body of createReport. */
    public record New(String reportType, List<String> marketplaceIds, Map<String, String> reportOptions) {}

    /** Answer of createReport. */
    public record Created(@Nullable String reportId) {}

    /** Answer of getReports. */
    public record Page(
            @Nullable List<Report> reports, @Nullable String nextToken) {}

    /**
     * Answer of getReportDocument.
     *
     * @param url good for five minutes, without credentials
     * @param compressionAlgorithm {@code GZIP}, or null when the bytes are plain
     */
    public record Document(
            @Nullable String reportDocumentId,
            @Nullable String url,
            @Nullable String compressionAlgorithm) {}
}
