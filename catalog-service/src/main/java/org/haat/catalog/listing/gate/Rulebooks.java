package org.haat.catalog.listing.gate;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.catalog.agency.Districts;
import org.haat.catalog.craft.Crafts;
import org.haat.catalog.listing.gate.GuardedWord.Paper;
import org.haat.catalog.producer.ProducerRules;
import org.haat.catalog.sql.Sql;
import org.haat.catalog.tax.TaxTables;
import org.haat.catalog.text.ContentHash;
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
    private final String release;
    private volatile @Nullable PublishGate gate;

    /**
     * @param offered ids of the channels that this installation sells on
     * @param release of Haat: the next may judge the same tables otherwise
     */
    public Rulebooks(
            Crafts crafts,
            Districts districts,
            TaxTables taxTables,
            Sql sql,
            @ConfigProperty(name = "haat.catalog.channels") Set<String> offered,
            @ConfigProperty(name = "quarkus.application.version") String release) {
        this.crafts = crafts;
        this.districts = districts;
        this.taxTables = taxTables;
        this.sql = sql;
        this.offered = offered;
        this.release = release;
    }

    public PublishGate gate() {
        PublishGate known = gate;
        if (known == null) {
            known = new PublishGate(read());
            gate = known;
        }
        return known;
    }

    /**
     * A digest of the release, the channels offered and the dated rules that hold on a day in India: what is judged by the same is
     * judged alike.
     */
    public String inForceOn(LocalDate date) {
        List<String> rules = sql.list("""
                SELECT rule FROM (
                    SELECT to_jsonb(gst_rate)::text AS rule, valid_from, valid_to FROM gst_rate
                    UNION ALL SELECT to_jsonb(hsn_duty)::text, valid_from, valid_to FROM hsn_duty
                    UNION ALL SELECT to_jsonb(guarded_word)::text, valid_from, valid_to FROM guarded_word
                    UNION ALL SELECT to_jsonb(channel_policy)::text, '-infinity', NULL FROM channel_policy
                    WHERE channel = ANY (?)
                ) dated WHERE ?::date BETWEEN valid_from AND coalesce(valid_to, 'infinity') ORDER BY rule COLLATE "C"
                """, row -> row.getString(1), offered, date);
        return HexFormat.of()
                .formatHex(new ContentHash()
                        .add(release)
                        .add(rules.toArray(new String[0]))
                        .bytes());
    }

    /** A channel that nobody knows stops the start, where it is seen, and not each product later. */
    void start(@Observes StartupEvent event) {
        gate();
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
        List<Channel> known = sql.list(
                "SELECT channel, sells_to_every_state, main_image_min_px, main_image_white, country FROM channel_policy"
                        + " ORDER BY channel",
                row -> new Channel(
                        row.getString(1), row.getBoolean(2), row.getInt(3), row.getBoolean(4), row.getString(5)));
        Set<String> ids = known.stream().map(Channel::id).collect(Collectors.toCollection(TreeSet::new));
        if (!ids.containsAll(offered)) {
            throw new IllegalStateException(
                    "HAAT_CHANNELS is %s; name channels out of %s".formatted(String.join(",", offered), ids));
        }
        return known.stream().filter(channel -> offered.contains(channel.id())).toList();
    }
}
