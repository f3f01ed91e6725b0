package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.event.StockLevel;
import org.haat.testsupport.IdentityResource;
import org.haat.testsupport.KafkaResource;
import org.haat.testsupport.PostgresResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EngineProfile.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(IdentityResource.class)
class PublishIT {
    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    private ChannelAccount account;

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
    }

    @Test
    void productOfTheCatalogueGoesLiveAndEachStateIsTold() {
        bench.live(account, 1);

        assertThat(market.listings(account.id())).containsOnlyKeys("SKU-1");
        assertThat(market.listings(account.id()).get("SKU-1").quantity()).isEqualTo(5);
        assertThat(bench.texts(
                        "SELECT to_state FROM listing_history h JOIN listing l ON l.id = h.listing WHERE l.account = ? ORDER BY h.id",
                        account.id()))
                .containsExactly("DRAFT", "SUBMITTED", "ACCEPTED", "LIVE");
    }

    @Test
    void touchedButUnchangedProductMakesNoCall() {
        bench.live(account, 3);
        bench.awaitQuiet(account);
        long before = bench.count("SELECT count(*) FROM channel_call WHERE account = ?", account.id());

        for (int version = 2; version <= 4; version++) {
            for (String sku : List.of("SKU-1", "SKU-2", "SKU-3")) {
                bench.tell(SyncBench.snapshot(account.agency(), sku, version));
                bench.tell(new StockLevel(account.agency(), sku, version, 5));
            }
        }

        bench.awaitQuiet(account);
        assertThat(bench.count("SELECT count(*) FROM channel_call WHERE account = ?", account.id()))
                .isEqualTo(before);
    }
}
