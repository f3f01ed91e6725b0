package org.haat.catalog.listing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import org.haat.catalog.product.Products;
import org.haat.catalog.security.Languages;
import org.haat.edge.Role;

/**
 * Where a SKU stands at every agency that has it and that the caller may see: two agencies may use one SKU, and channel sync
 * asks here, with its caller's token, about products of which channels were never told.
 */
@Path("api/v1/explanations/{sku}")
public class ExplanationsResource {
    private final Products products;
    private final Explain explain;

    public ExplanationsResource(Products products, Explain explain) {
        this.products = products;
        this.explain = explain;
    }

    @GET
    @RolesAllowed({Role.OPERATIONS, Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.DISTRICT_OFFICER})
    @Transactional
    public List<Explain.Explanation> explain(@PathParam("sku") String sku, @Context HttpHeaders headers) {
        Locale language = Languages.of(headers);
        return products.everyOfSku(sku).stream()
                .map(product -> explain.explain(product, language))
                .toList();
    }
}
