package org.haat.catalog.listing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.product.ProductState.Step;
import org.haat.catalog.product.Products;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.rule.RefusalView;
import org.haat.catalog.security.Caller;
import org.haat.catalog.security.Languages;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/**
 * Takes many products a step of their life, in bounded transactions: the caller repeats the call with {@code after} until
 * {@code next} is null.
 */
@Path("api/v1/bulk")
public class BulkResource {
    private static final int MOST_AT_ONCE = 1_000;
    private final Lifecycle lifecycle;
    private final Products products;
    private final Caller caller;

    public BulkResource(Lifecycle lifecycle, Products products, Caller caller) {
        this.lifecycle = lifecycle;
        this.products = products;
        this.caller = caller;
    }

    /**
     * Which products: those named, or all that stand where the step begins and match. A body that chooses nothing is refused:
     * a caller's slip must not take a whole catalogue off the marketplaces.
     *
     * @param all true for every product that stands where the step begins
     * @param after the {@code next} of the call before
     * @param changeSet the {@code changeSet} of the call before, so that all calls are one change set
     * @param limit how many at most in this transaction; 500 when left out
     */
    public record BulkBody(
            @Nullable @Size(max = MOST_AT_ONCE) List<@NotNull String> skus,
            @Nullable String craft,
            @Nullable String producer,
            @Nullable String text,
            @Nullable Boolean all,
            @Nullable String after,
            @Nullable UUID changeSet,
            @Nullable @Min(1) @Max(MOST_AT_ONCE) Integer limit) {
        private boolean choosesNothing() {
            return !Boolean.TRUE.equals(all)
                    && Stream.of(craft, producer, text).allMatch(word -> word == null || word.isBlank());
        }
    }

    /** @param channels refusals by channel; {@code *} stands for all */
    public record RefusedView(String sku, Map<String, List<RefusalView>> channels) {}

    /**
     * @param done how many took the step
     * @param refused those that did not take it, and those that only some channels take
     * @param next send it as {@code after}; null when there are no more
     * @param changeSet puts back all that took the step together; null when nothing did, or nothing of the step can be put back
     */
    public record StepView(
            int done,
            List<RefusedView> refused,
            @Nullable String next,
            @Nullable UUID changeSet) {}

    @POST
    @Path("submit")
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
    public StepView submitAll(@NotNull @Valid BulkBody body, @Context HttpHeaders headers) {
        return many(Step.SUBMIT, ProductState.DRAFT, body, headers);
    }

    @POST
    @Path("approve")
    @RolesAllowed(Role.APPROVER)
    public StepView approveAll(@NotNull @Valid BulkBody body, @Context HttpHeaders headers) {
        return many(Step.APPROVE, ProductState.SUBMITTED, body, headers);
    }

    @POST
    @Path("publish")
    @RolesAllowed({Role.APPROVER, Role.AGENCY_ADMIN})
    public StepView publishAll(@NotNull @Valid BulkBody body, @Context HttpHeaders headers) {
        return many(Step.PUBLISH, ProductState.APPROVED, body, headers);
    }

    @POST
    @Path("pause")
    @RolesAllowed({Role.APPROVER, Role.AGENCY_ADMIN})
    public StepView pauseAll(@NotNull @Valid BulkBody body, @Context HttpHeaders headers) {
        return many(Step.PAUSE, ProductState.PUBLISHED, body, headers);
    }

    private StepView many(Step step, ProductState from, BulkBody body, HttpHeaders headers) {
        Locale locale = Languages.of(headers);
        if (body.skus() != null) {
            return view(
                    lifecycle.takeTogether(caller.agency(), step, body.skus(), caller.person(), body.changeSet()),
                    null,
                    locale);
        }
        if (body.choosesNothing()) {
            throw Problem.invalid(
                    "all",
                    "nothing-chosen",
                    "Say which products: skus, craft, producer or text; or all: true for every one.");
        }
        int limit = body.limit() == null ? 500 : body.limit();
        String agency = caller.agency();
        List<String> skus = products
                .page(
                        new Products.Search(from, body.craft(), body.producer(), body.text(), List.of()),
                        body.after(),
                        limit)
                .stream()
                .map(Product::sku)
                .toList();
        String next = skus.size() < limit ? null : skus.get(limit - 1);
        return view(lifecycle.takeTogether(agency, step, skus, caller.person(), body.changeSet()), next, locale);
    }

    static StepView view(Lifecycle.Result result, @Nullable String next, Locale locale) {
        List<RefusedView> refused = result.refused().entrySet().stream()
                .map(entry -> new RefusedView(entry.getKey(), channels(entry.getValue(), locale)))
                .toList();
        return new StepView(result.done().size(), refused, next, result.changeSet());
    }

    static Map<String, List<RefusalView>> channels(Map<String, List<Refusal>> byChannel, Locale locale) {
        Map<String, List<RefusalView>> views = new TreeMap<>();
        byChannel.forEach((channel, refusals) -> views.put(channel, RefusalView.of(refusals, locale)));
        return views;
    }
}
