package org.haat.catalog.stock;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.Products;
import org.haat.catalog.security.Caller;
import org.haat.catalog.security.QueryNumber;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/** Stock of one product: what lies where, what is held for buyers, and the ledger behind it. */
@Path("api/v1/products/{sku}/stock")
public class StockResource {
    private static final int MOST_PIECES = 1_000_000;
    private final Products products;
    private final StockLedger ledger;
    private final Locations locations;
    private final Caller caller;

    public StockResource(Products products, StockLedger ledger, Locations locations, Caller caller) {
        this.products = products;
        this.ledger = ledger;
        this.locations = locations;
        this.caller = caller;
    }

    /**
     * What was counted at one location.
     *
     * @param movementId makes a repeat harmless: the same id is applied once
     */
    public record CountBody(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,40}", message = "a location's code")
            String location,

            @NotNull @Min(0) @Max(MOST_PIECES) Integer onHand,
            @NotNull @Size(min = 1, max = 80) String movementId) {}

    /** Goods that came in at one location. */
    public record ReceiptBody(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,40}", message = "a location's code")
            String location,

            @NotNull @Min(1) @Max(MOST_PIECES) Integer quantity,
            @NotNull @Size(min = 1, max = 80) String movementId) {}

    /** @param byLocation pieces on hand, the fullest location first */
    public record StockView(
            String sku, int onHand, int reserved, int availableToSell, long version, Map<String, Integer> byLocation) {}

    @GET
    @RolesAllowed({Role.OPERATIONS, Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER, Role.DISTRICT_OFFICER})
    @Transactional
    public StockView get(@PathParam("sku") String sku) {
        Product product = require(sku);
        StockItem item = ledger.items(product.agency(), List.of(product.sku())).get(product.sku());
        return view(product.sku(), item, ledger.byLocation(product.agency(), product.sku()));
    }

    /** Sets what was counted; the difference to what was written becomes a movement. */
    @PUT
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
    @Transactional
    public StockView count(@PathParam("sku") String sku, @NotNull @Valid CountBody body) {
        return Scope.current().plannedOnce().call(() -> counted(sku, body));
    }

    private StockView counted(String sku, CountBody body) {
        String own = requireOwn(sku, body.location());
        StockSheet sheet = ledger.lock(caller.agency(), List.of(own), List.of(body.movementId()));
        sheet.count(body.movementId(), own, body.location(), body.onHand(), caller.person());
        ledger.write(sheet);
        return view(own, sheet);
    }

    @POST
    @Path("receipts")
    @RolesAllowed({Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR})
    @Transactional
    public StockView receive(@PathParam("sku") String sku, @NotNull @Valid ReceiptBody body) {
        String own = requireOwn(sku, body.location());
        StockSheet sheet = ledger.lock(caller.agency(), List.of(own), List.of(body.movementId()));
        sheet.receive(body.movementId(), own, body.location(), body.quantity(), caller.person());
        ledger.write(sheet);
        return view(own, sheet);
    }

    /** The newest first. */
    @GET
    @Path("movements")
    @RolesAllowed({Role.OPERATIONS, Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR, Role.APPROVER})
    @Transactional
    public List<StockLedger.Line> movements(@PathParam("sku") String sku, @QueryParam("limit") @Nullable String limit) {
        Product product = require(sku);
        return ledger.movements(product.agency(), product.sku(), QueryNumber.of("limit", limit, 100, 1, 500));
    }

    /** As it stands after what was written, which nobody else can have changed meanwhile. */
    private static StockView view(String sku, StockSheet sheet) {
        return view(sku, sheet.item(sku).orElse(null), sheet.byLocation(sku));
    }

    private static StockView view(String sku, @Nullable StockItem item, Map<String, Integer> byLocation) {
        return item == null
                ? new StockView(sku, 0, 0, 0, 0, byLocation)
                : new StockView(
                        sku, item.onHand(), item.reserved(), item.availableToSell(), item.version(), byLocation);
    }

    /**
     * Makes the location, if it is not there yet, before anything is locked.
     *
     * @return the SKU of the agency's own product, as it is written
     */
    private String requireOwn(String sku, String location) {
        String agency = Scope.current().agencyOrNone();
        StockLedger.Shelf shelf =
                ledger.shelf(agency, sku, location).orElseThrow(() -> Problem.notFound("product", sku));
        if (!shelf.locationIsThere()) {
            locations.ensure(agency, List.of(location));
        }
        return shelf.sku();
    }

    private Product require(String sku) {
        return products.ofSku(sku).orElseThrow(() -> Problem.notFound("product", sku));
    }
}
