package org.haat.catalog.listing.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haat.catalog.listing.gate.OfferFixture.anOffer;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Set;
import org.haat.catalog.RealParts;
import org.haat.catalog.agency.Districts;
import org.haat.catalog.craft.Crafts;
import org.haat.catalog.sql.Sql;
import org.haat.catalog.tax.TaxTables;
import org.haat.edge.Scope;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class RulebooksIT {
    /** On 22 September 2025 most rates of GST became others. */
    private static final LocalDate BEFORE_GST_2025 = LocalDate.of(2025, 9, 21);

    @Inject
    Crafts crafts;

    @Inject
    Districts districts;

    @Inject
    TaxTables taxTables;

    @Inject
    Sql sql;

    @Inject
    Rulebooks ofThisInstallation;

    @Test
    void productGoesToTheChannelsOfTheInstallationAndNoOther() {
        Rulebooks withFiles = offering("1", "flipkart", "csvdrop");
        assertThat(offered(withFiles)).containsExactly("csvdrop", "flipkart");
        assertThat(offered(ofThisInstallation)).containsExactly("amazon-in", "flipkart");
    }

    @Test
    void storesOfOtherCountriesAreOfferedWhereTheInstallationSellsThere() {
        Rulebooks abroad = offering("1", "amazon-in", "amazon-us", "amazon-ae");
        assertThat(offered(abroad)).containsExactly("amazon-ae", "amazon-in", "amazon-us");
    }

    @Test
    void whatIsJudgedBySaysWhenTheChannelsTheReleaseOrTheDatedRulesAreOthers() {
        LocalDate day = LocalDate.of(2026, 11, 23);
        String rules = Scope.system(() -> offering("1", "flipkart").inForceOn(day));
        assertThat(Scope.system(() -> offering("1", "flipkart").inForceOn(day))).isEqualTo(rules);
        assertThat(Scope.system(() -> offering("1", "csvdrop").inForceOn(day))).isNotEqualTo(rules);
        assertThat(Scope.system(() -> offering("2", "flipkart").inForceOn(day))).isNotEqualTo(rules);
        assertThat(Scope.system(() -> offering("1", "flipkart").inForceOn(BEFORE_GST_2025)))
                .isNotEqualTo(rules);
    }

    private Rulebooks offering(String release, String... channels) {
        return new Rulebooks(crafts, districts, taxTables, sql, Set.of(channels), release);
    }

    private static Set<String> offered(Rulebooks rulebooks) {
        return rulebooks.gate().judge(anOffer().build()).byChannel().keySet();
    }
}
