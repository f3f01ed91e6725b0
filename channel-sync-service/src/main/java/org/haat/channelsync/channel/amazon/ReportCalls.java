package org.haat.channelsync.channel.amazon;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.amazon.wire.Report;
import org.haat.channelsync.channel.http.Address;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.channel.http.HttpAnswer;
import org.haat.channelsync.channel.http.HttpCall;

/** The operations of the Reports API (2021-06-30) for the report of all listings, one method each. */
final class ReportCalls {
    private static final String TYPE = "GET_MERCHANT_LISTINGS_ALL_DATA";
    /** The headings come in the store's language unless another is asked for. */
    private static final Map<String, String> OPTIONS = Map.of("preferredReportDocumentLocale", "en_US");

    private final AmazonClient client;

    ReportCalls(AmazonClient client) {
        this.client = client;
    }

    Report.Created create(Account account) {
        HttpCall call = HttpCall.write(
                AmazonQuotas.of("createReport"), "POST", at("reports").uri());
        Report.New wish = new Report.New(TYPE, List.of(account.setting("marketplace_id")), OPTIONS);
        return client.send(account, call.json(wish)).json(Report.Created.class);
    }

    /** Reports of this kind that were asked for since then, whoever asked; the newest hundred. */
    Report.Page list(Account account, Instant since) {
        URI uri = at("reports")
                .query("reportTypes", TYPE)
                .query("marketplaceIds", account.setting("marketplace_id"))
                .query("pageSize", "100")
                .query("createdSince", since.toString())
                .uri();
        return client.send(account, HttpCall.get(AmazonQuotas.of("getReports"), uri))
                .json(Report.Page.class);
    }

    Report get(Account account, String id) {
        HttpCall call =
                HttpCall.get(AmazonQuotas.of("getReport"), at("reports", id).uri());
        return client.send(account, call).json(Report.class);
    }

    Report.Document document(Account account, String id) {
        HttpCall call = HttpCall.get(
                AmazonQuotas.of("getReportDocument"), at("documents", id).uri());
        return client.send(account, call).json(Report.Document.class);
    }

    /** @return the answer without its body, which goes into the file */
    HttpAnswer download(Account account, Report.Document document, HttpCall.Download into) {
        HttpCall call = HttpCall.get(AmazonQuotas.of("downloadReport"), address(document));
        return client.sendOpenly(account, call.into(into));
    }

    private static URI address(Report.Document document) {
        try {
            return URI.create(ChannelJson.required(document.url(), "url"));
        } catch (IllegalArgumentException e) {
            throw new ChannelException(FailureKind.PROTOCOL, "The document's address is none", "url", null, e);
        }
    }

    private Address at(String... segments) {
        return client.address().path("reports", "2021-06-30").path(segments);
    }
}
