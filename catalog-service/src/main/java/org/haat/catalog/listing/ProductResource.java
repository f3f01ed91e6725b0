package org.haat.catalog.listing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.product.Products;
import org.haat.catalog.rule.Saved.Outcome;
import org.haat.catalog.security.Caller;
import org.haat.catalog.security.Languages;
import org.haat.catalog.security.QueryNumber;
import org.haat.catalog.security.Versions;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** Products of the caller's agency; read also by district officers and operations. */
@Path("api/v1/products")
public class ProductResource {
    private static final int LARGEST_PAGE = 200;
    private final Products products;
    private final SaveProducts saveProducts;
    private final ProductViews productViews;
    private final Caller caller;

    public ProductResource(Products products, SaveProducts saveProducts, ProductViews productViews, Caller caller) {
        this.products = products;
        this.saveProducts = saveProducts;
        this.productViews = productViews;
        this.caller = caller;
    }

    /** @param next send it as {@code after} for the next page; null on the last */
    public record ProductPage(
            List<ProductView> items, @Nullable String next) {}

    /** In the order of SKUs. */
    @GET
    @RolesAllowed({Role.OPERATIONS, Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.DISTRICT_OFFICER})
    @Transactional
    public ProductPage list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("craft") @Nullable String craft,
            @QueryParam("producer") @Nullable String producer,
            @QueryParam("q") @Nullable String text,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String atMost) {
        int limit = QueryNumber.of("limit", atMost, 50, 1, LARGEST_PAGE);
        Products.Search search = new Products.Search(state(state), craft, producer, text, List.of());
        List<Product> page = products.page(search, after, limit);
        List<ProductView> views = page.stream().map(productViews::of).toList();
        return new ProductPage(
                views, page.size() < limit ? null : page.get(limit - 1).sku());
    }

    @POST
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
    @Transactional
    public Response create(@NotNull @Valid ProductBody body, @Context HttpHeaders headers) {
        String agency = caller.agency();
        if (products.ofSku(body.sku().strip()).isPresent()) {
            throw taken(body);
        }
        Outcome outcome = saveProducts.orThrow(agency, caller.person(), body.toDraft(), Languages.of(headers));
        if (outcome != Outcome.CREATED) {
            // Somebody else made it between the two looks.
            throw taken(body);
        }
        ProductView view = productViews.of(products.ofSku(body.sku().strip()).orElseThrow());
        return Response.status(Response.Status.CREATED)
                .tag(Versions.tag(view.version()))
                .entity(view)
                .build();
    }

    private static Problem taken(ProductBody body) {
        return Problem.conflict(
                "sku-exists", "The SKU " + body.sku() + " is taken. Change that product, or choose another SKU.");
    }

    static @Nullable ProductState state(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        for (ProductState state : ProductState.values()) {
            if (state.name().equalsIgnoreCase(name)) {
                return state;
            }
        }
        throw Problem.invalid("state", "state-unknown", "There is no state " + name + '.');
    }
}
