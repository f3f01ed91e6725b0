package org.haat.bench.stub;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Supplier;
import org.haat.bench.stub.StubCall.Kind;
import org.haat.bench.stub.StubMarket.Reply;

/** Amazon's report of all listings, done as soon as it is asked for. */
final class ReportStub {
    static final String PATH = "/reports/2021-06-30/";
    static final String FILES = "/presigned/reports/";
    private static final String HEADINGS =
            "item-name\tseller-sku\tprice\tquantity\tasin1\tfulfillment-channel\tstatus\n";
    private final NavigableMap<String, StubListing> listings;
    private final Supplier<String> url;
    private volatile Instant made = Instant.EPOCH;

    ReportStub(NavigableMap<String, StubListing> listings, Supplier<String> url) {
        this.listings = listings;
        this.url = url;
    }

    Reply answer(String method, String path) {
        if (path.startsWith(FILES)) {
            return Reply.of(Kind.READ, text());
        }
        String of = path.substring(PATH.length());
        if (method.equals("POST")) {
            made = Instant.now();
            return Reply.of(Kind.READ, Map.of("reportId", "1"));
        }
        if (of.startsWith("documents/")) {
            return Reply.of(Kind.READ, Map.of("reportDocumentId", "doc", "url", url.get() + FILES + made));
        }
        return Reply.of(Kind.READ, of.equals("reports") ? Map.of("reports", List.of()) : done());
    }

    private Map<String, Object> done() {
        return Map.of(
                "reportId",
                "1",
                "reportType",
                "GET_MERCHANT_LISTINGS_ALL_DATA",
                "createdTime",
                made.toString(),
                "processingStatus",
                "DONE",
                "reportDocumentId",
                "doc-" + made.toEpochMilli());
    }

    private byte[] text() {
        StringBuilder all = new StringBuilder(HEADINGS);
        listings.forEach((sku, listing) -> all.append(sku)
                .append('\t')
                .append(sku)
                .append('\t')
                .append(BigDecimal.valueOf(listing.price(), 2).toPlainString())
                .append('\t')
                .append(listing.quantity())
                .append("\tB0BENCH001\tDEFAULT\tActive\n"));
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }
}
