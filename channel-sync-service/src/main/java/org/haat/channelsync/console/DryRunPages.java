package org.haat.channelsync.console;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.change.PendingResource;
import org.haat.channelsync.change.PendingView;
import org.haat.channelsync.publish.PreviewListing;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.haat.look.Messages;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** What would be sent for an account, in words; and letting it through. */
@Path("accounts/{id}/dry-run")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class DryRunPages {
    private static final int ROWS = 50;
    private static final int SHEET_PIECE = 500;
    private static final String DANGEROUS = "=+-@\t\r";
    private final PendingResource api;
    private final AccountAdministration accounts;
    private final PreviewListing previews;
    private final Messages messages;
    private final Viewer viewer;

    public DryRunPages(
            PendingResource api,
            AccountAdministration accounts,
            PreviewListing previews,
            Messages messages,
            Viewer viewer) {
        this.api = api;
        this.accounts = accounts;
        this.previews = previews;
        this.messages = messages;
        this.viewer = viewer;
    }

    @GET
    @Transactional
    public TemplateInstance page(
            @PathParam("id") UUID id,
            @QueryParam("sku") @DefaultValue("") String sku,
            @QueryParam("after") @DefaultValue("0") long after) {
        PendingView.Page page = api.lines(id, sku, after, ROWS);
        PendingWords words = new PendingWords(messages, viewer.getLanguage());
        String base =
                viewer.getRoot() + "/accounts/" + id + "/dry-run?sku=" + URLEncoder.encode(sku, StandardCharsets.UTF_8);
        return new SyncTemplates.DryRunPage(
                accounts.get(id),
                accounts.saleMoney(accounts.get(id))
                        .map(money -> ExchangeWords.of(money, messages, viewer.getLanguage()))
                        .orElse(""),
                previews.possible(accounts.get(id).channel()),
                api.summary(id),
                page.listings().stream().map(words::line).toList(),
                page.at(),
                sku,
                after == 0 ? null : base,
                page.next() == null ? null : base + "&after=" + page.next());
    }

    /** All of it, read and sent piece by piece; {@code after} begins behind a listing. */
    @GET
    @Path("sheet.csv")
    @Produces("text/csv;charset=UTF-8")
    public Response sheet(@PathParam("id") UUID id, @QueryParam("after") @DefaultValue("0") long after) {
        UUID account =
                QuarkusTransaction.requiringNew().call(() -> accounts.get(id).id());
        PendingWords words = new PendingWords(messages, viewer.getLanguage());
        Scope scope = Scope.current();
        StreamingOutput sheet = out -> {
            try (CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
                csv.writeRecord("\uFEFFlisting", "sku", "facet", "what", "before", "after", "hold");
                Long from = after;
                while (from != null) {
                    long begin = from;
                    PendingView.Page page = scope.call(() ->
                            QuarkusTransaction.requiringNew().call(() -> api.lines(account, null, begin, SHEET_PIECE)));
                    page.listings().forEach(line -> write(csv, words, line));
                    from = page.next();
                }
            }
        };
        return Response.ok(sheet)
                .header("Content-Disposition", "attachment; filename=\"dry-run.csv\"")
                .build();
    }

    private static void write(CsvWriter csv, PendingWords words, PendingView.Line line) {
        line.changes().stream()
                .flatMap(change -> words.rows(change).stream())
                .forEach(row -> csv.writeRecord(
                        Long.toString(line.listing()),
                        safe(line.sku()),
                        safe(row.facet()),
                        safe(row.what()),
                        safe(row.before()),
                        safe(row.after()),
                        safe(row.hold())));
    }

    @POST
    @Path("review")
    public Response review(@PathParam("id") UUID id, @FormParam("on") @DefaultValue("false") boolean on) {
        api.review(id, new PendingResource.Review(on));
        return back(id);
    }

    /** Of one product when it is named, else of all. */
    @POST
    @Path("release")
    public Response release(
            @PathParam("id") UUID id,
            @FormParam("sku") @Nullable String sku,
            @FormParam("seenAt") @Nullable String seenAt) {
        api.release(id, new PendingResource.Release(sku == null || sku.isBlank() ? null : List.of(sku), time(seenAt)));
        return back(id);
    }

    private static Instant time(@Nullable String text) {
        try {
            return Instant.parse(text == null ? "" : text);
        } catch (DateTimeException e) {
            throw Problem.invalid("seenAt", "not-a-time", "Open the page again.");
        }
    }

    /** A spreadsheet would calculate it. */
    private static String safe(String text) {
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private Response back(UUID id) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/accounts/" + id + "/dry-run")
                .build();
    }
}
