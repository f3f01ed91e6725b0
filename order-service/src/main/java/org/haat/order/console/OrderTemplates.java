package org.haat.order.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.haat.order.fulfilment.ShipmentView;
import org.haat.order.order.Buyer;
import org.haat.order.order.OrderExplanation;
import org.haat.order.order.OrderView;
import org.haat.order.partner.PartnerResource;
import org.haat.order.privacy.BuyerResource;
import org.haat.order.returns.ReturnView;
import org.jspecify.annotations.Nullable;

/** The templates and what each is filled with; checked when the service is built. */
final class OrderTemplates {
    private OrderTemplates() {}

    @CheckedTemplate(basePath = "orders")
    record OrderList(
            long total,
            List<OrderFilter.Tab> tabs,
            OrderFilter filter,
            List<OrderRow> rows,
            @Nullable String first,
            @Nullable String next)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "orders")
    record OrderPage(
            OrderView order,
            OrderFace face,
            OrderExplanation explanation,
            List<HistoryRow> history,
            List<ShipmentView> shipments,
            List<ReturnView> returns,
            List<BuyerResource.Look> looks,
            @Nullable Buyer revealed,
            String shipmentKey)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "orders")
    record ParcelList(
            List<ParcelRow> rows,
            @Nullable String first,
            @Nullable String next) implements TemplateInstance {}

    @CheckedTemplate(basePath = "orders")
    record ReturnList(List<ReturnView> rows, boolean all) implements TemplateInstance {}

    @CheckedTemplate(basePath = "orders")
    record PartnerList(List<PartnerResource.PartnerView> partners, boolean needsAgency) implements TemplateInstance {}

    @CheckedTemplate(basePath = "orders")
    record PartnerIssued(PartnerResource.PartnerView partner, String address) implements TemplateInstance {}
}
