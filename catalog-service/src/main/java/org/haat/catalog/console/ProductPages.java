package org.haat.catalog.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.haat.catalog.listing.Lifecycle;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.product.ProductState.Step;
import org.haat.catalog.product.Products;
import org.haat.catalog.security.Caller;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** List of products, the page of one, and the steps of their life. */
@Path("products")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.DISTRICT_OFFICER, Role.OPERATIONS})
public class ProductPages {
    private static final int ROWS = 25;
    private final Products products;
    private final ListedProducts listed;
    private final ProductViews views;
    private final Lifecycle lifecycle;
    private final Caller caller;
    private final Viewer viewer;

    public ProductPages(
            Products products,
            ListedProducts listed,
            ProductViews views,
            Lifecycle lifecycle,
            Caller caller,
            Viewer viewer) {
        this.products = products;
        this.listed = listed;
        this.views = views;
        this.lifecycle = lifecycle;
        this.caller = caller;
        this.viewer = viewer;
    }

    @GET
    @Transactional
    public TemplateInstance list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("q") @Nullable String text,
            @QueryParam("craft") @Nullable String craft,
            @QueryParam("producer") @Nullable String producer,
            @QueryParam("refused") @Nullable String refused,
            @QueryParam("after") @Nullable String after) {
        ProductFilter filter = ProductFilter.of(state, text, craft, producer, refused);
        List<String> refusedSkus = filter.refused() ? listed.refusedSkus() : List.of();
        List<Product> page = filter.refused() && refusedSkus.isEmpty()
                ? List.of()
                : products.page(filter.search(refusedSkus), after, ROWS + 1);
        boolean more = page.size() > ROWS;
        List<Product> shown = more ? page.subList(0, ROWS) : page;
        var counts = products.countByState();
        return new CatalogTemplates.ProductList(
                counts.values().stream().mapToLong(Long::longValue).sum(),
                filter.tabs(viewer.getRoot(), counts),
                filter,
                listed.crafts(viewer.getLanguage().locale()),
                listed.rows(shown, viewer.getLanguage().locale()),
                ProductSteps.bulk(viewer, filter.state()),
                after == null ? null : filter.href(viewer.getRoot(), filter.state(), null),
                more
                        ? filter.href(
                                viewer.getRoot(),
                                filter.state(),
                                shown.get(ROWS - 1).sku())
                        : null);
    }

    @GET
    @Path("{sku}")
    @Transactional
    public TemplateInstance product(@PathParam("sku") String sku) {
        Product product = products.ofSku(sku).orElseThrow(() -> Problem.notFound("product", sku));
        return views.page(
                product,
                caller.person(),
                ProductSteps.of(viewer, product, caller.person()),
                viewer.getLanguage().locale());
    }

    /** Takes one or many products through a step; the same use case as the API, so the same refusals. */
    @POST
    @Path("step")
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER})
    public TemplateInstance step(@FormParam("step") String name, @FormParam("sku") @Nullable List<String> skus) {
        Step step = ProductSteps.named(name);
        if (!ProductSteps.may(viewer, step)) {
            throw Problem.forbidden("role-needed", "Your role does not allow this step.");
        }
        List<String> chosen = skus == null ? List.of() : skus;
        Lifecycle.Result result = chosen.size() > 1
                ? lifecycle.takeTogether(caller.agency(), step, chosen, caller.person(), null)
                : lifecycle.take(caller.agency(), step, chosen, caller.person());
        return new CatalogTemplates.StepDone(
                step.name(),
                result.done().size(),
                result.changeSet(),
                RefusedProduct.of(result.refused(), viewer.getLanguage().locale()));
    }

    /** For the filter: a state by name, or null. */
    static @Nullable ProductState state(@Nullable String name) {
        for (ProductState state : ProductState.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        return null;
    }
}
