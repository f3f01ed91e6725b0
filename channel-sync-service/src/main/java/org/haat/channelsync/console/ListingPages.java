package org.haat.channelsync.console;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.AccountResource;
import org.haat.channelsync.account.AccountView;
import org.haat.channelsync.listing.ListingQueries;
import org.haat.channelsync.listing.ListingResource;
import org.haat.channelsync.overview.Explainer;
import org.haat.channelsync.overview.Explanation;
import org.haat.channelsync.overview.OverviewResource;
import org.haat.channelsync.overview.Totals;
import org.haat.channelsync.publish.PreviewListing;
import org.haat.channelsync.security.Caller;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.event.ListingStatus;
import org.haat.look.Messages;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** Listings: the list, the page of one with what is wanted beside what the channel shows. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class ListingPages {
    private static final int ROWS = 50;
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private final ListingResource api;
    private final ListingQueries queries;
    private final AccountResource accounts;
    private final AccountAdministration administration;
    private final Explainer explainer;
    private final OverviewResource overview;
    private final PreviewListing previews;
    private final Totals totals;
    private final Caller caller;
    private final Messages messages;
    private final Viewer viewer;

    public ListingPages(
            ListingResource api,
            ListingQueries queries,
            AccountResource accounts,
            AccountAdministration administration,
            Explainer explainer,
            OverviewResource overview,
            PreviewListing previews,
            Totals totals,
            Caller caller,
            Messages messages,
            Viewer viewer) {
        this.api = api;
        this.queries = queries;
        this.accounts = accounts;
        this.administration = administration;
        this.explainer = explainer;
        this.overview = overview;
        this.previews = previews;
        this.totals = totals;
        this.caller = caller;
        this.messages = messages;
        this.viewer = viewer;
    }

    @GET
    @Path("listings")
    public TemplateInstance list(
            @QueryParam("account") @Nullable UUID account,
            @QueryParam("state") @Nullable String state,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("issue") @Nullable String issue,
            @QueryParam("q") @Nullable String text,
            @QueryParam("agency") @Nullable String agency,
            @QueryParam("district") @Nullable String district,
            @QueryParam("after") @DefaultValue("0") long after) {
        ListingFilter filter = ListingFilter.of(account, channel, state, issue, text, agency, district);
        ListingResource.Page page = api.search(
                account,
                ListingFilter.orNull(filter.channel()),
                state,
                ListingFilter.orNull(filter.issue()),
                text,
                ListingFilter.orNull(filter.agency()),
                filter.districtLgd(),
                after,
                ROWS);
        List<Explanation> why = page.listings().isEmpty() ? why(filter, after) : List.of();
        return QuarkusTransaction.requiringNew().call(() -> list(filter, page, why, after));
    }

    /** What was looked for may be a product that no account has; outside a transaction, for the catalogue may be asked. */
    private List<Explanation> why(ListingFilter filter, long after) {
        if (after != 0 || !SKU.matcher(filter.text()).matches()) {
            return List.of();
        }
        return overview
                .explain(
                        filter.text(),
                        ListingFilter.orNull(filter.agency()),
                        viewer.getLanguage().tag())
                .stream()
                .filter(Explanation::isOfAProduct)
                .toList();
    }

    private SyncTemplates.ListingList list(
            ListingFilter filter, ListingResource.Page page, List<Explanation> why, long after) {
        Totals.Of known = totals.all();
        List<AccountView> served = accounts.list();
        return new SyncTemplates.ListingList(
                filter,
                served,
                served.stream().map(AccountView::channel).distinct().sorted().toList(),
                known,
                viewer.getLanguage().tag(),
                Arrays.stream(ListingStatus.State.values()).map(Enum::name).toList(),
                page.listings(),
                why,
                after == 0 ? null : filter.href(viewer.getRoot(), null),
                page.next() == null ? null : filter.href(viewer.getRoot(), page.next()));
    }

    @GET
    @Path("listings/{account}/{sku}")
    @Transactional
    public TemplateInstance listing(@PathParam("account") UUID account, @PathParam("sku") String sku) {
        ListingQueries.Detail detail = queries.detail(account, sku).orElseThrow(() -> Problem.notFound("listing", sku));
        long id = detail.listing().id();
        return new SyncTemplates.ListingPage(
                detail,
                administration.get(account).name(),
                administration
                        .saleMoney(administration.get(account))
                        .map(money -> ExchangeWords.of(money, messages, viewer.getLanguage()))
                        .orElse(""),
                previews.possible(detail.listing().channel()),
                previews.last(account, sku).orElse(null),
                explainer
                        .explain(
                                sku,
                                detail.listing().agency(),
                                viewer.getLanguage().tag())
                        .stream()
                        .filter(explanation -> account.equals(explanation.account()))
                        .findFirst()
                        .orElse(null),
                detail.facets().stream()
                        .map(facet -> FacetLine.of(facet, detail, messages, viewer.getLanguage()))
                        .toList(),
                queries.history(id, ROWS).stream()
                        .map(step -> HistoryLine.of(step, messages, viewer.getLanguage()))
                        .toList(),
                queries.calls(id, ROWS));
    }

    @POST
    @Path("listings/{account}/{sku}/retry")
    public Response retry(@PathParam("account") UUID account, @PathParam("sku") String sku) {
        api.retry(new ListingResource.Retry(account, List.of(sku), null));
        return backTo("/listings/" + account + "/" + sku);
    }

    /** Has the marketplace look it over; nothing is sent. */
    @POST
    @Path("listings/{account}/{sku}/preview")
    public Response preview(@PathParam("account") UUID account, @PathParam("sku") String sku) {
        var unused = previews.ask(account, sku, caller.person());
        return backTo("/listings/" + account + "/" + sku + "#preview");
    }

    private Response backTo(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + path)
                .build();
    }
}
