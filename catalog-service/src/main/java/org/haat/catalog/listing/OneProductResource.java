package org.haat.catalog.listing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haat.catalog.listing.BulkResource.StepView;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductState.Step;
import org.haat.catalog.product.Products;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.rule.RefusalView;
import org.haat.catalog.rule.Saved.Outcome;
import org.haat.catalog.security.Caller;
import org.haat.catalog.security.Languages;
import org.haat.catalog.security.Versions;
import org.haat.edge.NeedsIfMatch;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** One product: read, change, and take it a step of its life. */
@Path("api/v1/products/{sku}")
public class OneProductResource {
    private final Products products;
    private final SaveProducts saveProducts;
    private final Lifecycle lifecycle;
    private final ProductViews productViews;
    private final Validator validator;
    private final Caller caller;

    public OneProductResource(
            Products products,
            SaveProducts saveProducts,
            Lifecycle lifecycle,
            ProductViews productViews,
            Validator validator,
            Caller caller) {
        this.products = products;
        this.saveProducts = saveProducts;
        this.lifecycle = lifecycle;
        this.productViews = productViews;
        this.validator = validator;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Role.OPERATIONS, Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.DISTRICT_OFFICER})
    @Transactional
    public Response get(@PathParam("sku") String sku) {
        Product product = products.ofSku(sku).orElseThrow(() -> Problem.notFound("product", sku));
        ProductView view = productViews.of(product);
        return Response.ok(view).tag(Versions.tag(view.version())).build();
    }

    /** A change of content makes a draft of it; a change of price, MRP or lead time alone does not. */
    @PUT
    @NeedsIfMatch
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
    @Transactional
    public Response update(
            @PathParam("sku") String sku,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull ProductBody body,
            @Context HttpHeaders headers) {
        String agency = caller.agency();
        Product product = products.lock(agency, List.of(sku)).get(Products.lower(sku));
        if (product == null) {
            throw Problem.notFound("product", sku);
        }
        Versions.requireMatch(ifMatch, product.version(), "product");
        check(body);
        if (!product.sku().equals(body.sku())) {
            throw Problem.invalid("sku", "sku-fixed", "A SKU never changes; make a new product instead.");
        }
        Outcome outcome = saveProducts.orThrow(agency, caller.person(), body.toDraft(), Languages.of(headers));
        assert outcome != Outcome.CREATED;
        ProductView view = productViews.of(product);
        return Response.ok(view).tag(Versions.tag(view.version())).build();
    }

    /** Here and not at the door: that the caller's version is stale comes before what is wrong with its body. */
    private void check(ProductBody body) {
        List<Problem.Fault> faults = validator.validate(body).stream()
                .map(fault ->
                        new Problem.Fault(fault.getPropertyPath().toString(), "invalid", fault.getMessage(), null))
                .toList();
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    @POST
    @Path("submit")
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
    public StepView submit(@PathParam("sku") String sku, @Context HttpHeaders headers) {
        return one(Step.SUBMIT, sku, headers);
    }

    @POST
    @Path("send-back")
    @RolesAllowed(Role.APPROVER)
    public StepView sendBack(@PathParam("sku") String sku, @Context HttpHeaders headers) {
        return one(Step.SEND_BACK, sku, headers);
    }

    @POST
    @Path("approve")
    @RolesAllowed(Role.APPROVER)
    public StepView approve(@PathParam("sku") String sku, @Context HttpHeaders headers) {
        return one(Step.APPROVE, sku, headers);
    }

    @POST
    @Path("publish")
    @RolesAllowed({Role.APPROVER, Role.AGENCY_ADMIN})
    public StepView publish(@PathParam("sku") String sku, @Context HttpHeaders headers) {
        return one(Step.PUBLISH, sku, headers);
    }

    @POST
    @Path("pause")
    @RolesAllowed({Role.APPROVER, Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
    public StepView pause(@PathParam("sku") String sku, @Context HttpHeaders headers) {
        return one(Step.PAUSE, sku, headers);
    }

    @POST
    @Path("retire")
    @RolesAllowed({Role.APPROVER, Role.AGENCY_ADMIN})
    public StepView retire(@PathParam("sku") String sku, @Context HttpHeaders headers) {
        return one(Step.RETIRE, sku, headers);
    }

    /** A product that no channel may carry is no error of the call, but its answer says so with 409. */
    private StepView one(Step step, String sku, HttpHeaders headers) {
        Lifecycle.Result result = lifecycle.take(caller.agency(), step, List.of(sku), caller.person());
        Map<String, List<Refusal>> refused =
                result.refused().values().stream().findFirst().orElse(Map.of());
        if (!result.done().isEmpty()) {
            return BulkResource.view(result, null, Languages.of(headers));
        }
        List<Refusal> refusals =
                refused.values().stream().flatMap(List::stream).distinct().toList();
        if (refusals.stream().anyMatch(refusal -> "sku-unknown".equals(refusal.rule()))) {
            throw Problem.notFound("product", sku);
        }
        throw refusedStep(step, refusals, Languages.of(headers));
    }

    private static Problem refusedStep(Step step, List<Refusal> refusals, Locale locale) {
        List<Problem.Fault> faults = RefusalView.of(refusals, locale).stream()
                .map(view -> new Problem.Fault(view.field(), view.rule(), view.message(), view.remedy()))
                .toList();
        String code = step.name().toLowerCase(Locale.ROOT) + "-refused";
        String detail =
                faults.isEmpty() ? "The step was refused." : faults.get(0).message();
        return new Problem(409, code, detail, faults);
    }
}
