package org.haat.catalog.listing.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haat.catalog.listing.gate.OfferFixture.anOffer;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import org.haat.catalog.RealParts;
import org.haat.catalog.agency.Districts;
import org.haat.catalog.craft.Crafts;
import org.haat.catalog.sql.Sql;
import org.haat.catalog.tax.TaxTables;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class RulebooksIT {
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
        Rulebooks withFiles = new Rulebooks(crafts, districts, taxTables, sql, Set.of("flipkart", "csvdrop"));
        assertThat(offered(withFiles)).containsExactly("csvdrop", "flipkart");
        assertThat(offered(ofThisInstallation)).containsExactly("amazon-in", "flipkart");
    }

    @Test
    void storesOfOtherCountriesAreOfferedWhereTheInstallationSellsThere() {
        Rulebooks abroad =
                new Rulebooks(crafts, districts, taxTables, sql, Set.of("amazon-in", "amazon-us", "amazon-ae"));
        assertThat(offered(abroad)).containsExactly("amazon-ae", "amazon-in", "amazon-us");
    }

    private static Set<String> offered(Rulebooks rulebooks) {
        return rulebooks.gate().judge(anOffer().build()).byChannel().keySet();
    }
}
