package org.haat.order.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.look.Viewer;
import org.haat.order.fulfilment.ParcelCursor;
import org.haat.order.fulfilment.ShipOrder;
import org.haat.order.fulfilment.Shipment;
import org.haat.order.fulfilment.ShipmentResource;
import org.haat.order.fulfilment.ShipmentView;
import org.haat.order.fulfilment.Shipments;
import org.haat.order.order.Buyer;
import org.haat.order.order.ChangeOrder;
import org.haat.order.order.OrderExplanation;
import org.haat.order.order.OrderResource;
import org.haat.order.order.OrderView;
import org.haat.order.order.Orders;
import org.haat.order.privacy.BuyerResource;
import org.haat.order.privacy.RevealBuyer;
import org.haat.order.returns.BookReturn;
import org.haat.order.returns.GoodsBack;
import org.haat.order.returns.ReceiveReturn;
import org.haat.order.returns.ReturnListResource;
import org.haat.order.returns.ReturnResource;
import org.haat.vault.Vault;
import org.jspecify.annotations.Nullable;

/** The list of orders, the page of one, and what a person does to it. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class OrderPages {
    private static final int PARCELS = 50;
    private static final Duration LABELS_SHOWN = Duration.ofDays(2);
    private final OrderResource api;
    private final ShipmentResource shipments;
    private final Shipments parcelsInWork;
    private final ReturnResource returns;
    private final ReturnListResource returnList;
    private final ReceiveReturn receiveReturn;
    private final BookReturn bookReturn;
    private final BuyerResource buyers;
    private final Orders orders;
    private final ChangeOrder changeOrder;
    private final ShipOrder shipOrder;
    private final RevealBuyer revealBuyer;
    private final Vault vault;
    private final Viewer viewer;
    private final Clock clock;

    public OrderPages(
            OrderResource api,
            ShipmentResource shipments,
            Shipments parcelsInWork,
            ReturnResource returns,
            ReturnListResource returnList,
            ReceiveReturn receiveReturn,
            BookReturn bookReturn,
            BuyerResource buyers,
            Orders orders,
            ChangeOrder changeOrder,
            ShipOrder shipOrder,
            RevealBuyer revealBuyer,
            Vault vault,
            Viewer viewer,
            Clock clock) {
        this.api = api;
        this.shipments = shipments;
        this.parcelsInWork = parcelsInWork;
        this.returns = returns;
        this.returnList = returnList;
        this.receiveReturn = receiveReturn;
        this.bookReturn = bookReturn;
        this.buyers = buyers;
        this.orders = orders;
        this.changeOrder = changeOrder;
        this.shipOrder = shipOrder;
        this.revealBuyer = revealBuyer;
        this.vault = vault;
        this.viewer = viewer;
        this.clock = clock;
    }

    @GET
    @Transactional
    public TemplateInstance list(@Context UriInfo uri) {
        OrderFilter filter = OrderFilter.of(uri.getQueryParameters());
        OrderResource.OrderPage page = api.list(uri);
        OrderResource.OrderCounts counts = api.counts();
        boolean isFirst = !uri.getQueryParameters().containsKey("cursor");
        return new OrderTemplates.OrderList(
                counts.byState().values().stream().mapToLong(Long::longValue).sum(),
                filter.tabs(viewer.getRoot(), counts.byState(), counts.inNeedOfAttention()),
                filter,
                page.orders().stream()
                        .map(order -> OrderRow.of(order, clock.instant()))
                        .toList(),
                isFirst ? null : filter.next(viewer.getRoot(), null),
                page.next() == null ? null : filter.next(viewer.getRoot(), page.next()));
    }

    @GET
    @Path("order/{id}")
    @Transactional
    public TemplateInstance order(UUID id) {
        return page(id, null);
    }

    /** What the person who packs has before them: parcels that wait for their label, have it, or were refused. */
    @GET
    @Path("parcels")
    @Transactional
    public TemplateInstance parcels(@QueryParam("after") @Nullable String after) {
        Instant now = clock.instant();
        List<Shipment> found = parcelsInWork.inWork(now.minus(LABELS_SHOWN), ParcelCursor.parse(after), PARCELS + 1);
        List<Shipment> shown = found.subList(0, Math.min(PARCELS, found.size()));
        String here = viewer.getRoot() + "/parcels";
        return new OrderTemplates.ParcelList(
                shown.stream().map(parcel -> ParcelRow.of(parcel, now)).toList(),
                after == null ? null : here,
                found.size() > PARCELS ? here + "?after=" + ParcelCursor.after(shown.get(PARCELS - 1)) : null);
    }

    /** Shows the buyer once; the look is written down with the reason. */
    @POST
    @Path("order/{id}/buyer")
    @Transactional
    public TemplateInstance reveal(UUID id, @FormParam("reason") @Nullable String reason) {
        return page(id, revealBuyer.reveal(id, reason(reason, 5)));
    }

    @POST
    @Path("order/{id}/step")
    public Response step(
            UUID id,
            @FormParam("step") @Nullable String step,
            @FormParam("revision") long revision,
            @FormParam("line") @Nullable UUID line,
            @FormParam("reason") @Nullable String reason) {
        switch (String.valueOf(step)) {
            case "accept" -> changeOrder.accept(id, revision);
            case "pack" -> changeOrder.pack(id, revision);
            case "ready" -> changeOrder.makeReady(id, revision);
            case "reserve" -> changeOrder.reserveAgain(id, revision);
            case "close" -> changeOrder.close(id, revision);
            case "cancel" -> changeOrder.cancel(id, revision, reason(reason, 3));
            case "hold" -> changeOrder.hold(id, revision, reason(reason, 3));
            case "lift-hold" -> changeOrder.hold(id, revision, null);
            case "cancel-line" -> {
                if (line == null) {
                    throw Problem.invalid("line", "needed", "say which line");
                }
                changeOrder.cancelLine(id, revision, line, reason(reason, 3));
            }
            default -> throw Problem.invalid("step", "unknown", "There is no such step.");
        }
        return backTo(id);
    }

    @POST
    @Path("order/{id}/ship")
    public Response ship(UUID id, MultivaluedMap<String, String> form) {
        shipOrder.ship(ShipForm.command(id, form));
        return backTo(id);
    }

    @POST
    @Path("order/{id}/shipment/{shipment}")
    public Response resend(UUID id, UUID shipment, MultivaluedMap<String, String> form) {
        shipOrder.resend(id, shipment, ShipForm.carrier(form), ShipForm.service(form), ShipForm.trackingNumber(form));
        return backTo(id);
    }

    @POST
    @Path("order/{id}/return/{goods}")
    public Response receive(UUID id, UUID goods, MultivaluedMap<String, String> form) {
        receiveReturn.receive(id, goods, ShipForm.count(form, "sellable"), ShipForm.count(form, "damaged"));
        return backTo(id);
    }

    @POST
    @Path("order/{id}/returns")
    public Response bookReturn(UUID id, MultivaluedMap<String, String> form) {
        bookReturn.book(
                id,
                new GoodsBack(
                        ShipForm.key(form),
                        ShipForm.id(form, "line"),
                        ShipForm.count(form, "sellable"),
                        ShipForm.count(form, "damaged"),
                        reason(form.getFirst("reason"), 3)));
        return backTo(id);
    }

    @GET
    @Path("returns")
    @Transactional
    public TemplateInstance returns(@QueryParam("show") @DefaultValue("open") String show) {
        boolean all = show.equals("all");
        return new OrderTemplates.ReturnList(returnList.list(!all), all);
    }

    private TemplateInstance page(UUID id, @Nullable Buyer revealed) {
        OrderView order = OrderView.of(orders.get(id), vault);
        OrderExplanation explanation = api.explain(id);
        List<ShipmentView> parcels = shipments.list(id);
        return new OrderTemplates.OrderPage(
                order,
                OrderFace.of(order, explanation, parcels, clock.instant()),
                explanation,
                api.history(id).stream().map(HistoryRow::of).toList(),
                parcels,
                returns.ofOrder(id),
                buyers.reveals(id),
                revealed,
                UUID.randomUUID().toString());
    }

    private Response backTo(UUID id) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", viewer.getRoot() + "/order/" + id)
                .build();
    }

    private static String reason(@Nullable String given, int shortest) {
        String reason = given == null ? "" : given.strip();
        if (reason.length() < shortest || reason.length() > 200) {
            throw Problem.invalid("reason", "length", "say why, in " + shortest + " to 200 letters");
        }
        return reason;
    }
}
