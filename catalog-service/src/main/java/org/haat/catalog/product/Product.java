package org.haat.catalog.product;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.catalog.product.ProductDraft.Parcel;
import org.haat.catalog.product.ProductDraft.Terms;
import org.haat.catalog.product.ProductState.Step;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.text.LocalText;
import org.haat.catalog.text.SearchKey;
import org.haat.edge.AgencyRow;
import org.haat.edge.Scope;
import org.haat.event.ListingSnapshot;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One SKU. Content changes go back to draft, so that a second person looks again; terms (price, MRP, lead time) do not.
 * What was published stays on sale in its approved form until the new one is published.
 */
@Entity
@Filter(name = Scope.FILTER, condition = Scope.DISTRICT_ROW)
public class Product extends AgencyRow {
    @Id
    UUID id;

    @Version
    int version;

    String sku;
    String producerCode;
    int districtLgd;
    String craft;
    String titleEn;
    String titleBn;
    String titleHi;
    String descriptionEn;
    String descriptionBn;
    String descriptionHi;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> bullets;

    String brand;
    String hsn;
    String gtin;
    long mrpPaise;
    long pricePaise;
    Integer weightGrams;
    Integer lengthCm;
    Integer widthCm;
    Integer heightCm;
    int leadTimeDays;
    String procurement;
    String countryOfOrigin;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> attributes;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> images;

    @Enumerated(EnumType.STRING)
    ProductState state;

    String submittedBy;
    String approvedBy;

    @Enumerated(EnumType.STRING)
    ListingSnapshot.State listed;

    long listingVersion;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> listedChannels;

    String rowStock;
    String searchKey;
    byte[] contentHash;
    byte[] termsHash;
    Instant changedAt;
    String changedBy;

    protected Product() {}

    /** A new draft. */
    public Product(String agency, int districtLgd, ProductDraft draft, String person, Instant now) {
        this.id = UUID.randomUUID();
        this.agency = agency;
        this.sku = draft.sku();
        this.listedChannels = List.of();
        takeContent(draft, districtLgd);
        takeTerms(draft.terms());
        this.state = ProductState.DRAFT;
        touch(person, now);
    }

    /** Takes new content and terms; a change of content makes a draft of it. */
    public void take(ProductDraft draft, int district, String person, Instant now) {
        if (!hasContentOf(draft) || state == ProductState.RETIRED) {
            state = ProductState.DRAFT;
            submittedBy = null;
            approvedBy = null;
        }
        takeContent(draft, district);
        takeTerms(draft.terms());
        touch(person, now);
    }

    public boolean hasContentOf(ProductDraft draft) {
        return Arrays.equals(contentHash, draft.contentHash());
    }

    public boolean hasTermsOf(ProductDraft draft) {
        return Arrays.equals(termsHash, draft.terms().hash());
    }

    /** Remembers what the last imported row said of stock. */
    public void rememberRowStock(String said) {
        rowStock = said;
    }

    public @Nullable String rowStock() {
        return rowStock;
    }

    /**
     * Takes one step of its life. The approver must be another person than the submitter.
     *
     * @return why not, or empty when it is done
     */
    public Optional<Refusal> step(Step step, String person, Instant now) {
        if (!step.startsFrom(state)) {
            return Optional.of(
                    Refusal.byAgency("state-" + step.name().toLowerCase(java.util.Locale.ROOT), "state", state.name()));
        }
        if (step == Step.APPROVE && person.equals(submittedBy)) {
            return Optional.of(Refusal.byAgency("approver-is-submitter", "state", state.name()));
        }
        if (step == Step.SUBMIT) {
            submittedBy = person;
        } else if (step == Step.APPROVE) {
            approvedBy = person;
        }
        state = step.to();
        touch(person, now);
        return Optional.empty();
    }

    /** Notes what channels are told next. @return the new listing version */
    public long list(ListingSnapshot.State as, List<String> channels) {
        listed = as;
        listedChannels = List.copyOf(channels);
        listingVersion++;
        return listingVersion;
    }

    private void takeContent(ProductDraft draft, int district) {
        districtLgd = district;
        producerCode = draft.producer();
        craft = draft.craft();
        titleEn = draft.title().en();
        titleBn = draft.title().bn();
        titleHi = draft.title().hi();
        descriptionEn = draft.description().en();
        descriptionBn = draft.description().bn();
        descriptionHi = draft.description().hi();
        bullets = draft.bullets();
        brand = draft.brand();
        hsn = draft.hsn();
        gtin = draft.gtin();
        weightGrams = draft.parcel().weightGrams();
        lengthCm = draft.parcel().lengthCm();
        widthCm = draft.parcel().widthCm();
        heightCm = draft.parcel().heightCm();
        procurement = draft.procurement();
        countryOfOrigin = draft.countryOfOrigin();
        attributes = draft.attributes();
        images = draft.images();
        searchKey = SearchKey.of(sku, titleEn, titleBn, titleHi, brand, producerCode);
        contentHash = draft.contentHash();
    }

    private void takeTerms(Terms terms) {
        mrpPaise = terms.mrpPaise();
        pricePaise = terms.pricePaise();
        leadTimeDays = terms.leadTimeDays();
        termsHash = terms.hash();
    }

    private void touch(String person, Instant now) {
        changedBy = person;
        changedAt = now;
    }

    /** The content and terms, as a draft that would change nothing. */
    public ProductDraft draft() {
        return new ProductDraft(
                sku,
                producerCode,
                craft,
                title(),
                new LocalText(descriptionEn, descriptionBn, descriptionHi),
                bullets,
                brand,
                hsn,
                gtin,
                new Terms(mrpPaise, pricePaise, leadTimeDays),
                new Parcel(weightGrams, lengthCm, widthCm, heightCm),
                procurement,
                countryOfOrigin,
                attributes,
                images);
    }

    public UUID id() {
        return id;
    }

    public int version() {
        return version;
    }

    public String sku() {
        return sku;
    }

    public String producerCode() {
        return producerCode;
    }

    public int districtLgd() {
        return districtLgd;
    }

    public String craft() {
        return craft;
    }

    public LocalText title() {
        return new LocalText(titleEn, titleBn, titleHi);
    }

    public long mrpPaise() {
        return mrpPaise;
    }

    public long pricePaise() {
        return pricePaise;
    }

    public List<String> images() {
        return images;
    }

    public ProductState state() {
        return state;
    }

    public @Nullable String submittedBy() {
        return submittedBy;
    }

    public @Nullable String approvedBy() {
        return approvedBy;
    }

    /** What channels were last told, or null before the first publishing. */
    public ListingSnapshot.@Nullable State listed() {
        return listed;
    }

    public long listingVersion() {
        return listingVersion;
    }

    public List<String> listedChannels() {
        return listedChannels;
    }

    public Instant changedAt() {
        return changedAt;
    }

    public String changedBy() {
        return changedBy;
    }
}
