package org.haat.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.haat.catalog.product.ProductDraft.Parcel;
import org.haat.catalog.product.ProductDraft.Terms;
import org.haat.catalog.product.ProductState.Step;
import org.haat.catalog.text.LocalText;
import org.junit.jupiter.api.Test;

class ProductTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void productGoesFromDraftToPublishedByTwoPeople() {
        Product product = product();
        assertThat(product.step(Step.SUBMIT, "anita", NOW)).isEmpty();
        assertThat(product.step(Step.APPROVE, "bikash", NOW)).isEmpty();
        assertThat(product.step(Step.PUBLISH, "bikash", NOW)).isEmpty();
        assertThat(product.state()).isEqualTo(ProductState.PUBLISHED);
    }

    @Test
    void submitterCannotApprove() {
        Product product = product();
        product.step(Step.SUBMIT, "anita", NOW).ifPresent(refusal -> {
            throw new AssertionError(refusal);
        });
        assertThat(product.step(Step.APPROVE, "anita", NOW))
                .hasValueSatisfying(refusal -> assertThat(refusal.rule()).isEqualTo("approver-is-submitter"));
        assertThat(product.state()).isEqualTo(ProductState.SUBMITTED);
    }

    @Test
    void draftCannotBePublished() {
        assertThat(product().step(Step.PUBLISH, "bikash", NOW))
                .hasValueSatisfying(refusal -> assertThat(refusal.rule()).isEqualTo("state-publish"));
    }

    @Test
    void changedContentGoesBackToDraftAndChangedTermsDoNot() {
        Product product = published();
        product.take(draft("Saree", 190_000), 320, "anita", NOW);
        assertThat(product.state()).isEqualTo(ProductState.PUBLISHED);
        product.take(draft("Better saree", 190_000), 320, "anita", NOW);
        assertThat(product.state()).isEqualTo(ProductState.DRAFT);
        assertThat(product.approvedBy()).isNull();
    }

    @Test
    void retiredProductThatComesBackIsADraft() {
        Product product = published();
        product.step(Step.RETIRE, "bikash", NOW).ifPresent(refusal -> {
            throw new AssertionError(refusal);
        });
        product.take(draft("Saree", 185_000), 320, "anita", NOW);
        assertThat(product.state()).isEqualTo(ProductState.DRAFT);
    }

    @Test
    void ownDraftChangesNothing() {
        Product product = product();
        assertThat(product.hasContentOf(product.draft())).isTrue();
        assertThat(product.hasTermsOf(product.draft())).isTrue();
    }

    /** Whatever people try, in whatever order: nothing is published that one person submitted and approved. */
    @Property
    void nothingIsEverPublishedByOnePersonAlone(
            @ForAll @Size(max = 30) List<Step> steps, @ForAll @Size(min = 30, max = 30) List<Boolean> first) {
        Product product = product();
        for (int i = 0; i < steps.size(); i++) {
            String person = Boolean.TRUE.equals(first.get(i)) ? "anita" : "bikash";
            ProductState before = product.state();
            boolean done = product.step(steps.get(i), person, NOW).isEmpty();
            assertThat(done || product.state() == before).isTrue();
            if (product.state() == ProductState.PUBLISHED) {
                assertThat(product.approvedBy()).isNotNull().isNotEqualTo(product.submittedBy());
            }
            if (before == ProductState.RETIRED) {
                assertThat(product.state()).isEqualTo(ProductState.RETIRED);
            }
        }
    }

    private static Product published() {
        Product product = product();
        assertThat(product.step(Step.SUBMIT, "anita", NOW)).isEmpty();
        assertThat(product.step(Step.APPROVE, "bikash", NOW)).isEmpty();
        assertThat(product.step(Step.PUBLISH, "bikash", NOW)).isEmpty();
        return product;
    }

    private static Product product() {
        return new Product("wb-prd", 320, draft("Saree", 185_000), "anita", NOW);
    }

    private static ProductDraft draft(String title, long pricePaise) {
        LocalText none = new LocalText(null, null, null);
        return new ProductDraft(
                "TANT-01",
                "P04",
                "tant",
                new LocalText(title, null, null),
                none,
                List.of(),
                null,
                null,
                null,
                new Terms(210_000, pricePaise, 4),
                new Parcel(null, null, null, null),
                "REGULAR",
                null,
                Map.of(),
                List.of());
    }
}
