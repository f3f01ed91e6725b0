package org.haat.order.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/**
 * What an order sold of one maker's work.
 *
 * @param code the maker's code in the agency, or null for goods that the catalogue does not know
 * @param pieces not cancelled
 * @param sold what the buyer pays for them: tax included; shipping, fees and deductions of the channel not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MakerShare(@Nullable String code, @Nullable String name, int pieces, Money sold) {

    /** In the order of the lines. */
    static List<MakerShare> of(Order order) {
        Map<String, MakerShare> shares = new LinkedHashMap<>();
        for (OrderLine line : order.lines) {
            MakerShare share = new MakerShare(
                    line.producerCode,
                    line.producerName,
                    line.keptQuantity(),
                    new Money(line.soldMinor(), order.currency));
            shares.merge(String.valueOf(line.producerCode), share, MakerShare::plus);
        }
        return List.copyOf(shares.values());
    }

    private MakerShare plus(MakerShare other) {
        return new MakerShare(code, name, pieces + other.pieces, sold.plus(other.sold));
    }
}
