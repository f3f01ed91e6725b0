package org.haat.catalog.product;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.catalog.product.ProductState.Step;
import org.haat.catalog.rule.Refusal;
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
public class Product extends ProductContent {
    @Id
    UUID id;

    @Version
    int version;

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
    UUID changeSet;
    Instant changedAt;
    String changedBy;

    protected Product() {}

    /** A new draft. */
    public Product(String agency, int districtLgd, ProductDraft draft, String person, Instant now) {
        this.id = UUID.randomUUID();
        this.agency = agency;
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

    /** As it was approved before: content that is put back needs no second look at what had one. */
    public void restore(ProductState before, @Nullable String submitter, @Nullable String approver) {
        state = before;
        submittedBy = submitter;
        approvedBy = approver;
    }

    /** Where it stood before a step that many took together; its content and who approved it are what they were. */
    public void stepBack(ProductState before, String person, Instant now) {
        state = before;
        touch(person, now);
    }

    /** Notes which change set made it what it is. */
    public void changedIn(UUID set) {
        changeSet = set;
    }

    public @Nullable UUID changeSet() {
        return changeSet;
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

    private void touch(String person, Instant now) {
        changedBy = person;
        changedAt = now;
    }

    public UUID id() {
        return id;
    }

    public int version() {
        return version;
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
