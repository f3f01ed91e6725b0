package org.haat.catalog.listing;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.catalog.agency.Districts;
import org.haat.catalog.listing.gate.Judgement;
import org.haat.catalog.listing.gate.Offer;
import org.haat.catalog.media.MediaAsset;
import org.haat.catalog.producer.Gstin;
import org.haat.catalog.producer.ProducerDraft;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductDraft;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.rule.RefusalText;
import org.haat.event.ListingSnapshot;
import org.haat.event.ListingSnapshot.Contact;
import org.haat.event.ListingSnapshot.Image;
import org.haat.event.ListingSnapshot.Parcel;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** Says a product that passed the gate as channels may show it. */
@Singleton
public class Snapshots {
    private static final List<String> LANGUAGES = List.of("en", "bn", "hi");
    private final Districts districts;
    private final String origin;

    public Snapshots(Districts districts, @ConfigProperty(name = "haat.origin") String origin) {
        this.districts = districts;
        this.origin = origin;
    }

    /** Call it only for an offer that passes the gate: every field that the law asks for is there. */
    ListingSnapshot of(Product product, Offer offer, Judgement judgement, long version) {
        ProductDraft draft = offer.product();
        ListingSnapshot snapshot = new ListingSnapshot(
                product.agency(),
                product.sku(),
                version,
                ListingSnapshot.State.ON_SALE,
                judgement.channels(),
                draft.craft(),
                draft.title().byLanguage(),
                draft.description().byLanguage(),
                draft.bullets(),
                orNone(draft.brand()),
                draft.attributes(),
                orNone(draft.hsn()),
                judgement.gstRateBasisPoints(),
                draft.gtin(),
                Money.inr(draft.terms().mrpPaise()),
                Money.inr(draft.terms().pricePaise()),
                parcel(draft.parcel()),
                images(offer),
                producer(offer),
                contact(offer.maker()),
                contact(offer.sellerOfRecord()),
                orNone(draft.countryOfOrigin()),
                draft.terms().leadTimeDays(),
                draft.procurement());
        return snapshot.causedBy(
                        product.changeSet() == null ? null : product.changeSet().toString())
                .refusedBy(refusals(judgement));
    }

    /** By channel; null when it passes everywhere. */
    static @Nullable Map<String, List<ListingSnapshot.Refusal>> refusals(Judgement judgement) {
        Map<String, List<ListingSnapshot.Refusal>> said = new TreeMap<>();
        judgement.byChannel().forEach((channel, refusals) -> {
            if (!refusals.isEmpty()) {
                said.put(channel, refusals.stream().map(Snapshots::said).toList());
            }
        });
        return said.isEmpty() ? null : said;
    }

    private static ListingSnapshot.Refusal said(Refusal refusal) {
        Map<String, String> message = new LinkedHashMap<>();
        for (String language : LANGUAGES) {
            message.put(language, RefusalText.message(refusal, Locale.forLanguageTag(language)));
        }
        return new ListingSnapshot.Refusal(refusal.rule(), message);
    }

    /** The last snapshot with another state: what a pause or a withdrawal tells. */
    static ListingSnapshot as(ListingSnapshot.State state, ListingSnapshot last, long version) {
        ListingSnapshot snapshot = new ListingSnapshot(
                last.agency(),
                last.sku(),
                version,
                state,
                last.channels(),
                last.craft(),
                last.title(),
                last.description(),
                last.bullets(),
                last.brand(),
                last.attributes(),
                last.hsn(),
                last.gstRateBasisPoints(),
                last.gtin(),
                last.mrp(),
                last.price(),
                last.parcel(),
                last.images(),
                last.producer(),
                last.manufacturer(),
                last.packer(),
                last.countryOfOrigin(),
                last.leadTimeDays(),
                last.procurement());
        return snapshot.refusedBy(last.refusals());
    }

    private List<Image> images(Offer offer) {
        return offer.product().images().stream()
                .flatMap(name -> Stream.ofNullable(offer.pictures().get(name)))
                .map(this::image)
                .toList();
    }

    private Image image(MediaAsset asset) {
        return new Image(
                origin + "/catalog/media/" + asset.sha256(),
                asset.picture().widthPx(),
                asset.picture().heightPx(),
                asset.sha256());
    }

    private ListingSnapshot.Producer producer(Offer offer) {
        ProducerDraft maker = offer.maker();
        int district = maker.districtLgd() == null ? 0 : maker.districtLgd();
        return new ListingSnapshot.Producer(
                maker.code(),
                maker.name().byLanguage(),
                maker.type(),
                district,
                state(offer.sellerOfRecord()),
                offer.sellerOfRecord().code());
    }

    private String state(ProducerDraft seller) {
        if (seller.gstin() != null) {
            return Gstin.state(seller.gstin());
        }
        int district = seller.districtLgd() == null ? 0 : seller.districtLgd();
        return districts.find(district).map(found -> found.stateGstCode()).orElse("");
    }

    private static Contact contact(ProducerDraft producer) {
        return new Contact(
                orNone(producer.name().en()), producer.address(), producer.pin(), producer.phone(), producer.email());
    }

    private static Parcel parcel(ProductDraft.Parcel parcel) {
        return new Parcel(
                orNought(parcel.weightGrams()),
                orNought(parcel.lengthCm()),
                orNought(parcel.widthCm()),
                orNought(parcel.heightCm()));
    }

    private static int orNought(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static String orNone(@Nullable String text) {
        return text == null ? "" : text;
    }
}
