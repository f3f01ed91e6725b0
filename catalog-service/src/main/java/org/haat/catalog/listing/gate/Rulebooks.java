package org.haat.catalog.listing.gate;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.catalog.agency.Districts;
import org.haat.catalog.craft.Crafts;
import org.haat.catalog.listing.gate.GuardedWord.Paper;
import org.haat.catalog.producer.ProducerRules;
import org.haat.catalog.sql.Sql;
import org.haat.catalog.tax.TaxTables;
import org.haat.catalog.text.SearchKey;
import org.jspecify.annotations.Nullable;

/** Builds the gate from the dated tables, once: they change by migration, which restarts the service. */
@Singleton
public class Rulebooks {
    private final Crafts crafts;
    private final Districts districts;
    private final TaxTables taxTables;
    private final Sql sql;
    private final Set<String> offered;
    private volatile @Nullable PublishGate gate;

    /** @param offered ids of the channels that this installation sells on */
    public Rulebooks(
            Crafts crafts,
            Districts districts,
            TaxTables taxTables,
            Sql sql,
            @ConfigProperty(name = "haat.catalog.channels") Set<String> offered) {
        this.crafts = crafts;
        this.districts = districts;
        this.taxTables = taxTables;
        this.sql = sql;
        this.offered = offered;
    }

    public PublishGate gate() {
        PublishGate known = gate;
        if (known == null) {
            known = new PublishGate(read());
            gate = known;
        }
        return known;
    }

    private Rulebook read() {
        return new Rulebook(
                crafts.all().keySet(),
                new ProducerRules(districts.all(), districts.statesInForce()),
                taxTables.tariff(),
                taxTables.duties(),
                words(),
                channels());
    }

    private List<GuardedWord> words() {
        return sql.list(
                "SELECT word, paper, name, valid_from, valid_to FROM guarded_word ORDER BY paper, word",
                row -> new GuardedWord(
                        SearchKey.of(row.getString(1)),
                        Paper.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getObject(4, LocalDate.class),
                        row.getObject(5, LocalDate.class)));
    }

    private List<Channel> channels() {
        return sql
                .list(
                        "SELECT channel, sells_to_every_state, main_image_min_px, main_image_white, country FROM channel_policy"
                                + " ORDER BY channel",
                        row -> new Channel(
                                row.getString(1),
                                row.getBoolean(2),
                                row.getInt(3),
                                row.getBoolean(4),
                                row.getString(5)))
                .stream()
                .filter(channel -> offered.contains(channel.id()))
                .toList();
    }
}
