package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.journal.Shelf;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.pace.Agenda;
import org.haat.sandbox.pace.Delays;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;
import org.jspecify.annotations.Nullable;

/** Reports 2021-06-30 for the report of all listings; other kinds are refused. One with nothing to tell is cancelled. */
final class Reports {
    static final String ALL_LISTINGS = "GET_MERCHANT_LISTINGS_ALL_DATA";
    /** As sellers of Europe's region get it: every other letter is a question mark. */
    private static final String CHARSET = "Cp1252";

    private static final int PLAIN_BYTES = 1_000;
    private final Shelf<Report> shelf;
    private final FeedDocuments documents;
    private final Listings listings;
    private final Unkindness unkindness;
    private final Agenda agenda;
    private final Delays delays;
    private final Pace pace;

    Reports(Ground ground, FeedDocuments documents, Listings listings) {
        this.shelf = new Shelf<>(ground.journal(), "amazon.report", Report.class);
        this.documents = documents;
        this.listings = listings;
        this.unkindness = ground.unkindness();
        this.agenda = ground.agenda();
        this.delays = ground.delays();
        this.pace = ground.pace();
        List.copyOf(shelf.all()).forEach(this::plan);
    }

    Answer create(Call call, Account account) {
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        List<String> marketplaces = new ArrayList<>();
        body.path("marketplaceIds").forEach(m -> marketplaces.add(m.asText()));
        if (!body.path("reportType").asText().equals(ALL_LISTINGS)) {
            return Errors.of(400, "400", "The reportType must be " + ALL_LISTINGS, "");
        }
        if (!marketplaces.equals(List.of(account.place()))) {
            return Errors.of(400, "400", "marketplaceIds must be the seller's one marketplace", "");
        }
        Report report = queued(account, marketplaces);
        shelf.put(report.reportId(), report);
        plan(report);
        return Answer.json(202, Json.MAPPER.createObjectNode().put("reportId", report.reportId()));
    }

    private Report queued(Account account, List<String> marketplaces) {
        Instant now = pace.now();
        String id = String.valueOf(60_000_000_000L + shelf.all().size() + 1);
        Instant starts = delays.from(now, "amazon.report.queued", id);
        boolean stuck = isUnkind(FaultKind.NEVER_LIVE, account.name());
        Instant ends = stuck ? null : delays.from(starts, "amazon.report.running", id);
        return new Report(id, account.name(), ALL_LISTINGS, marketplaces, now, starts, ends, null, null);
    }

    private void plan(Report report) {
        if (report.outcome() == null && report.ends() != null) {
            agenda.at(report.ends(), at -> shelf.find(report.reportId())
                    .filter(r -> r.outcome() == null)
                    .ifPresent(r -> shelf.put(r.reportId(), over(r, at))));
        }
    }

    private Report over(Report report, Instant at) {
        List<Listing> told = listings.all().stream()
                .filter(l -> l.account.equals(report.account()) && l.existsAt(at))
                .sorted(Comparator.comparing((Listing l) -> l.sku))
                .toList();
        if (isUnkind(FaultKind.REPORT_BREAKS, report.account())) {
            return report.over("FATAL", null, at);
        }
        if (told.isEmpty() || isUnkind(FaultKind.REPORT_CANCELLED, report.account())) {
            return report.over("CANCELLED", null, at);
        }
        byte[] text = new ListingReport(listings).of(told).getBytes(Charset.forName(CHARSET));
        String type = "text/plain;charset=" + CHARSET;
        return report.over("DONE", documents.keep(report.account(), type, text, text.length > PLAIN_BYTES), at);
    }

    private boolean isUnkind(FaultKind kind, String account) {
        return unkindness.take(kind, Account.AMAZON, account, "createReport").isPresent();
    }

    Answer get(Call call, Account account) {
        return find(call, account)
                .map(r -> Answer.json(200, json(r)))
                .orElseGet(() -> Errors.of(404, "404", "The report was not found.", ""));
    }

    private Optional<Report> find(Call call, Account account) {
        return shelf.find(call.param("reportId")).filter(r -> r.account().equals(account.name()));
    }

    private ObjectNode json(Report r) {
        ObjectNode node = Json.MAPPER
                .createObjectNode()
                .put("reportId", r.reportId())
                .put("reportType", r.reportType())
                .put("createdTime", r.created().toString())
                .put("processingStatus", r.status(pace.now()));
        r.marketplaceIds().forEach(node.putArray("marketplaceIds")::add);
        put(node, "processingStartTime", pace.now().isBefore(r.starts()) ? null : r.starts());
        put(node, "processingEndTime", r.outcome() == null ? null : r.ends());
        if (r.document() != null) {
            node.put("reportDocumentId", r.document());
        }
        return node;
    }

    private static void put(ObjectNode node, String name, @Nullable Instant time) {
        if (time != null) {
            node.put(name, time.toString());
        }
    }

    Answer list(Call call, Account account) {
        List<String> types = call.queryList("reportTypes");
        if (types.isEmpty() || call.query("nextToken").isPresent()) {
            return Errors.of(400, "400", "reportTypes is required: there is no further page here", "");
        }
        int size = call.query("pageSize")
                .map(s -> s.matches("\\d{1,3}") ? Integer.parseInt(s) : 0)
                .orElse(10);
        if (size < 1 || size > 100) {
            return Errors.of(400, "400", "pageSize must be between 1 and 100", "");
        }
        List<String> statuses = call.queryList("processingStatuses");
        Instant since = call.query("createdSince").flatMap(Times::parse).orElse(Instant.MIN);
        Instant until = call.query("createdUntil").flatMap(Times::parse).orElse(Instant.MAX);
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("reports");
        shelf.all().stream()
                .filter(r -> r.account().equals(account.name()) && types.contains(r.reportType()))
                .filter(r -> statuses.isEmpty() || statuses.contains(r.status(pace.now())))
                .filter(r -> !r.created().isBefore(since) && !r.created().isAfter(until))
                .sorted(Comparator.comparing(Report::created).reversed())
                .limit(size)
                .forEach(r -> list.add(json(r)));
        return Answer.json(200, body);
    }

    Answer cancel(Call call, Account account) {
        Optional<Report> report = find(call, account);
        if (report.isEmpty()) {
            return Errors.of(404, "404", "The report was not found.", "");
        }
        if (!report.get().status(pace.now()).equals("IN_QUEUE")) {
            return Errors.of(400, "400", "Only a report in the queue can be cancelled.", "");
        }
        shelf.put(report.get().reportId(), report.get().over("CANCELLED", null, pace.now()));
        return Answer.empty(200);
    }
}
