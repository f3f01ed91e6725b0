package org.haat.channelsync.console;

import java.util.ArrayList;
import java.util.List;
import org.haat.channelsync.change.Difference;
import org.haat.channelsync.change.PendingView;
import org.haat.channelsync.change.PendingView.Change;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.Urgency;
import org.haat.look.Figures;
import org.haat.look.Language;
import org.haat.look.Messages;
import org.jspecify.annotations.Nullable;

/** Differences in the words of whoever reads them. */
final class PendingWords {
    private static final String NOTHING = "–";
    private final Messages messages;
    private final Language language;

    PendingWords(Messages messages, Language language) {
        this.messages = messages;
        this.language = language;
    }

    /**
     * @param rows one for each attribute that differs
     * @param content whether a whole listing would go, which a marketplace can look over
     */
    record Line(PendingView.Line line, List<Row> rows, boolean content) {}

    /** @param hold why it is not sent now, empty when it is */
    record Row(String facet, String what, String before, String after, String hold) {}

    Line line(PendingView.Line line) {
        return new Line(
                line,
                line.changes().stream().flatMap(change -> rows(change).stream()).toList(),
                line.changes().stream()
                        .anyMatch(change -> change.facet() == Facet.CONTENT && change.urgency() != Urgency.RETIRE));
    }

    List<Row> rows(Change change) {
        String hold = change.hold() == null ? "" : word("hold", change.hold());
        String facet = word("facet", change.facet());
        if (change.facet() != Facet.CONTENT) {
            String what = word("urgency", change.urgency());
            return List.of(new Row(
                    facet, what, value(change.facet(), change.before()), value(change.facet(), change.after()), hold));
        }
        if (change.attributes().isEmpty()) {
            String why = change.urgency() == Urgency.CONTENT && !change.known()
                    ? messages.text(language, "content_unknown")
                    : word("urgency", change.urgency());
            return List.of(new Row(facet, why, NOTHING, NOTHING, hold));
        }
        List<Row> rows = new ArrayList<>();
        for (Difference one : change.attributes()) {
            rows.add(new Row(facet, attribute(one.attribute()), text(one.before()), text(one.after()), hold));
        }
        return rows;
    }

    /** What people call an attribute of ours or of a channel. */
    String attribute(String name) {
        String own = name.startsWith("attributes.") ? name.substring("attributes.".length()) : name;
        return messages.textOf(language, "attribute", own, own.replace('_', ' '));
    }

    /** What a channel showed, of which a reading may know less than we sent. */
    String seen(Facet facet, String json) {
        return switch (facet) {
            case CONTENT -> {
                Seen content = StoredJson.read(json, Seen.class);
                String title = content.title() == null || content.title().equals("null") ? NOTHING : content.title();
                yield messages.text(language, content.live() ? "content_live" : "content_hidden", title);
            }
            case STOCK ->
                messages.text(
                        language,
                        "stock_pieces",
                        Figures.number(
                                language, StoredJson.read(json, Seen.class).quantity()));
            case PRICE -> value(facet, json);
        };
    }

    /** @param title null where the channel tells none */
    private record Seen(@Nullable String title, boolean live, int quantity) {}

    String value(Facet facet, @Nullable String json) {
        if (json == null) {
            return NOTHING;
        }
        if (facet == Facet.STOCK) {
            FacetValues.Stock stock = StoredJson.read(json, FacetValues.Stock.class);
            return messages.text(
                    language,
                    "stock_and_days",
                    Figures.number(language, stock.quantity()),
                    Figures.number(language, stock.leadTimeDays()));
        }
        FacetValues.Price price = StoredJson.read(json, FacetValues.Price.class);
        // Where a channel tells no MRP the price stands in its place.
        if (!price.currency().equals("INR") || price.mrp() == price.price()) {
            return Amount.of(price.price(), price.currency(), language);
        }
        return messages.text(
                language,
                "price_and_mrp",
                Amount.of(price.price(), price.currency(), language),
                Amount.of(price.mrp(), price.currency(), language));
    }

    private String word(String prefix, Object name) {
        return messages.textOf(language, prefix, name, String.valueOf(name));
    }

    private static String text(@Nullable String value) {
        return value == null ? NOTHING : value;
    }
}
