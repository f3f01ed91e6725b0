package org.haat.order.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.vault.Vault;
import org.jspecify.annotations.Nullable;

/** Orders: list, page, history, explanation, and the steps that a person takes. */
@Path("/api/v1/orders")
@Transactional
@RolesAllowed({Role.AGENCY_ADMIN, Role.OPERATIONS})
public class OrderResource {
    private final Orders orders;
    private final ChangeOrder changeOrder;
    private final Vault vault;
    private final Clock clock;

    public OrderResource(Orders orders, ChangeOrder changeOrder, Vault vault, Clock clock) {
        this.orders = orders;
        this.changeOrder = changeOrder;
        this.vault = vault;
        this.clock = clock;
    }

    /** @param next cursor of the next page, absent on the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OrderPage(
            List<OrderSummary> orders, @Nullable String next) {}

    public record OrderCounts(Map<OrderState, Long> byState, long inNeedOfAttention) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Moment(
            Instant at,
            String cause,
            OrderState from,
            OrderState to,
            String actor,
            @Nullable String note) {
        static Moment of(OrderMoment moment) {
            return new Moment(moment.at, moment.cause, moment.fromState, moment.toState, moment.actor, moment.note);
        }
    }

    /** Why something is done that cannot be undone. */
    public record Reason(@NotBlank @Size(min = 3, max = 200) String reason) {}

    @GET
    public OrderPage list(@Context UriInfo uri) {
        OrderQuery query = new OrderQuery(uri.getQueryParameters());
        int limit = query.limit();
        List<Order> found = orders.search(query.search(), limit + 1);
        List<Order> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? Cursor.of(page.get(limit - 1)) : null;
        return new OrderPage(page.stream().map(OrderSummary::of).toList(), next);
    }

    @GET
    @Path("counts")
    public OrderCounts counts() {
        return new OrderCounts(orders.countByState(), orders.countInNeed());
    }

    @GET
    @Path("{id}")
    public Response page(UUID id) {
        return answer(orders.get(id));
    }

    @GET
    @Path("{id}/history")
    public List<Moment> history(UUID id) {
        return orders.get(id).history.stream().map(Moment::of).toList();
    }

    /** Where the order stands and why, what waits for whom, and what may be done next. */
    @GET
    @Path("{id}/explain")
    public OrderExplanation explain(UUID id) {
        return OrderExplanation.of(orders.get(id), clock.instant());
    }

    @POST
    @Path("{id}/accept")
    public Response accept(UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(changeOrder.accept(id, revision(ifMatch)));
    }

    @POST
    @Path("{id}/pack")
    public Response pack(UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(changeOrder.pack(id, revision(ifMatch)));
    }

    @POST
    @Path("{id}/ready")
    public Response ready(UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(changeOrder.makeReady(id, revision(ifMatch)));
    }

    @POST
    @Path("{id}/close")
    public Response close(UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(changeOrder.close(id, revision(ifMatch)));
    }

    @POST
    @Path("{id}/reserve")
    public Response reserveAgain(UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(changeOrder.reserveAgain(id, revision(ifMatch)));
    }

    @POST
    @Path("{id}/cancel")
    public Response cancel(UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @NotNull @Valid Reason reason) {
        return answer(changeOrder.cancel(id, revision(ifMatch), reason.reason()));
    }

    @POST
    @Path("{id}/lines/{lineId}/cancel")
    public Response cancelLine(
            UUID id, UUID lineId, @HeaderParam("If-Match") @Nullable String ifMatch, @NotNull @Valid Reason reason) {
        return answer(changeOrder.cancelLine(id, revision(ifMatch), lineId, reason.reason()));
    }

    @PUT
    @Path("{id}/hold")
    public Response hold(UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @NotNull @Valid Reason reason) {
        return answer(changeOrder.hold(id, revision(ifMatch), reason.reason()));
    }

    @DELETE
    @Path("{id}/hold")
    public Response liftHold(UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answer(changeOrder.hold(id, revision(ifMatch), null));
    }

    private Response answer(Order order) {
        return Response.ok(OrderView.of(order, vault))
                .tag(String.valueOf(order.revision))
                .build();
    }

    private static Long revision(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.preconditionRequired("order");
        }
        if (!ifMatch.matches("\"[0-9]{1,18}\"")) {
            throw Problem.stale("order");
        }
        return Long.valueOf(ifMatch.substring(1, ifMatch.length() - 1));
    }
}
