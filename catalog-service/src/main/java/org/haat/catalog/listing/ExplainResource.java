package org.haat.catalog.listing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.haat.catalog.product.Products;
import org.haat.catalog.security.Languages;
import org.haat.edge.Problem;
import org.haat.edge.Role;

/** "Nothing happens and no error" must be impossible: one call tells where a product stands and why. */
@Path("api/v1/products/{sku}/explain")
public class ExplainResource {
    private final Products products;
    private final Explain explain;

    public ExplainResource(Products products, Explain explain) {
        this.products = products;
        this.explain = explain;
    }

    @GET
    @RolesAllowed({Role.OPERATIONS, Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.DISTRICT_OFFICER})
    @Transactional
    public Explain.Explanation explain(@PathParam("sku") String sku, @Context HttpHeaders headers) {
        return products.ofSku(sku)
                .map(product -> explain.explain(product, Languages.of(headers)))
                .orElseThrow(() -> Problem.notFound("product", sku));
    }
}
