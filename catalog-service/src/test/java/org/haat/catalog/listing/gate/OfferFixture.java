package org.haat.catalog.listing.gate;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.haat.catalog.agency.District;
import org.haat.catalog.listing.gate.GuardedWord.Paper;
import org.haat.catalog.media.MediaAsset;
import org.haat.catalog.media.Picture;
import org.haat.catalog.producer.ProducerDraft;
import org.haat.catalog.producer.ProducerFixture;
import org.haat.catalog.producer.ProducerRules;
import org.haat.catalog.product.ProductDraft;
import org.haat.catalog.product.ProductDraft.Parcel;
import org.haat.catalog.product.ProductDraft.Terms;
import org.haat.catalog.tax.GstRate;
import org.haat.catalog.tax.GstRate.Condition;
import org.haat.catalog.tax.GstTariff;
import org.haat.catalog.tax.HsnDuties;
import org.haat.catalog.tax.HsnDuties.Duty;
import org.haat.catalog.text.LocalText;
import org.haat.catalog.text.SearchKey;
import org.jspecify.annotations.Nullable;

/** An offer that passes everywhere, under a small rulebook, and changes to it. */
public final class OfferFixture {
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final LocalDate LONG_AGO = LocalDate.of(2003, 1, 1);

    private String sku = "TANT-01";
    private String craft = "tant";
    private LocalText title = new LocalText("Cotton saree", "সুতির শাড়ি", "सूती साड़ी");
    private @Nullable String description = "A light cotton saree.";
    private List<String> bullets = List.of("Light");
    private @Nullable String brand = "Phulia";
    private @Nullable String hsn = "52083121";
    private @Nullable String gtin;
    private Terms terms = new Terms(210_000, 185_000, 4);
    private Parcel parcel = new Parcel(450, 38, 28, 5);
    private String procurement = "REGULAR";
    private @Nullable String country = "IN";
    private Map<String, String> attributes = new HashMap<>(Map.of("net_quantity", "1 N"));
    private List<String> images = List.of("main.jpg");
    private ProducerDraft maker = ProducerFixture.aSociety();
    private @Nullable ProducerDraft aggregator;
    private Map<String, MediaAsset> pictures = Map.of("main.jpg", asset("main.jpg", 1200, 100));

    public static OfferFixture anOffer() {
        return new OfferFixture();
    }

    public static Rulebook rulebook() {
        return new Rulebook(
                Set.of("tant", "khadi-cotton", "darjeeling-tea", "kathputli"),
                new ProducerRules(
                        Map.of(320, new District(320, "19", new LocalText("Nadia", null, null))), Set.of("08", "19")),
                new GstTariff(List.of(
                        new GstRate("52", Condition.ALWAYS, null, 500, LONG_AGO, null),
                        new GstRate("52", Condition.KHADI_CERTIFIED, null, 0, LONG_AGO, null),
                        new GstRate("09", Condition.ALWAYS, null, 500, LONG_AGO, null),
                        new GstRate("95", Condition.ALWAYS, null, 500, LONG_AGO, null),
                        new GstRate("63", Condition.UNIT_VALUE_UP_TO, 250_000L, 500, LONG_AGO, null),
                        new GstRate("63", Condition.UNIT_VALUE_ABOVE, 250_000L, 1800, LONG_AGO, null))),
                new HsnDuties(List.of(
                        new HsnDuties.Row("09", Duty.FOOD, LONG_AGO, null),
                        new HsnDuties.Row("9503", Duty.TOY, LONG_AGO, null))),
                List.of(
                        word("khadi", Paper.KHADI_MARK),
                        word("খাদি", Paper.KHADI_MARK),
                        word("खादी", Paper.KHADI_MARK),
                        word("handloom", Paper.HANDLOOM_MARK),
                        word("kota doria", Paper.GI_AUTHORISED_USER)),
                List.of(new Channel("amazon-in", true, 500, true), new Channel("state-portal", false, 300, false)));
    }

    public OfferFixture title(String en) {
        title = new LocalText(en, title.bn(), title.hi());
        return this;
    }

    public OfferFixture title(LocalText text) {
        title = text;
        return this;
    }

    public OfferFixture sku(String value) {
        sku = value;
        return this;
    }

    public OfferFixture craft(String value) {
        craft = value;
        return this;
    }

    public OfferFixture description(@Nullable String value) {
        description = value;
        return this;
    }

    public OfferFixture bullets(List<String> values) {
        bullets = values;
        return this;
    }

    public OfferFixture hsn(@Nullable String value) {
        hsn = value;
        return this;
    }

    public OfferFixture gtin(@Nullable String value) {
        gtin = value;
        return this;
    }

    public OfferFixture price(long mrpPaise, long pricePaise) {
        terms = new Terms(mrpPaise, pricePaise, terms.leadTimeDays());
        return this;
    }

    public OfferFixture parcel(Parcel value) {
        parcel = value;
        return this;
    }

    public OfferFixture country(@Nullable String value) {
        country = value;
        return this;
    }

    public OfferFixture without(String attribute) {
        attributes.remove(attribute);
        return this;
    }

    public OfferFixture images(List<String> names) {
        images = names;
        return this;
    }

    public OfferFixture picture(int sidePx, int whitePercent) {
        pictures = Map.of("main.jpg", asset("main.jpg", sidePx, whitePercent));
        return this;
    }

    public OfferFixture maker(ProducerDraft value) {
        maker = value;
        return this;
    }

    public OfferFixture maker(UnaryOperator<ProducerDraft> change) {
        maker = change.apply(maker);
        return this;
    }

    public OfferFixture soldBy(ProducerDraft value) {
        aggregator = value;
        return this;
    }

    public Offer build() {
        return new Offer(draft(), maker, aggregator, pictures, TODAY);
    }

    public ProductDraft draft() {
        return new ProductDraft(
                sku,
                maker.code(),
                craft,
                title,
                new LocalText(description, null, null),
                bullets,
                brand,
                hsn,
                gtin,
                terms,
                parcel,
                procurement,
                country,
                attributes,
                images);
    }

    private static GuardedWord word(String word, Paper paper) {
        return new GuardedWord(SearchKey.of(word), paper, word, LONG_AGO, null);
    }

    private static MediaAsset asset(String name, int sidePx, int whitePercent) {
        return new MediaAsset(name, "0".repeat(64), new Picture("image/jpeg", sidePx, sidePx, whitePercent));
    }
}
