package org.haat.catalog.product;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.haat.catalog.product.ProductDraft.Parcel;
import org.haat.catalog.product.ProductDraft.Terms;
import org.haat.catalog.text.LocalText;
import org.haat.catalog.text.SearchKey;
import org.haat.edge.AgencyRow;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What people say of a product: its content, and the terms on which it is sold. Changes only by a draft. */
@MappedSuperclass
public abstract class ProductContent extends AgencyRow {
    String sku;

    /** The SKU in lower case, kept by the database. */
    @Column(insertable = false, updatable = false)
    String skuKey;

    String producerCode;

    @Column(insertable = false, updatable = false)
    String producerKey;

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

    String searchKey;
    byte[] contentHash;
    byte[] termsHash;

    public boolean hasContentOf(ProductDraft draft) {
        return Arrays.equals(contentHash, draft.contentHash());
    }

    public boolean hasTermsOf(ProductDraft draft) {
        return Arrays.equals(termsHash, draft.terms().hash());
    }

    public byte[] contentHash() {
        return contentHash.clone();
    }

    public byte[] termsHash() {
        return termsHash.clone();
    }

    final void takeContent(ProductDraft draft, int district) {
        sku = draft.sku();
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

    final void takeTerms(Terms terms) {
        mrpPaise = terms.mrpPaise();
        pricePaise = terms.pricePaise();
        leadTimeDays = terms.leadTimeDays();
        termsHash = terms.hash();
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
}
