package org.haat.bench.figure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.haat.bench.ground.Await;
import org.haat.bench.ground.Goods;
import org.haat.bench.ground.Ground;
import org.haat.bench.ground.Shops;
import org.haat.bench.measure.Figure;
import org.haat.bench.stub.StubCall.Kind;
import org.haat.bench.stub.StubMarket;
import org.haat.event.Topics;

/**
 * B10: products that are touched but look the same on the channel, and everything told again from the beginning: neither is
 * worth a call.
 */
public final class NoOpCalls implements Measure {
    private static final String GOODS = "BN-";
    private static final int PRODUCTS = 1_000;
    private static final String GROUP = "channel-sync-service.catalogue";
    private static final List<String> TOPICS = List.of(Topics.CATALOG_LISTING, Topics.CATALOG_STOCK);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Long enough for a call that nobody should make. */
    private static final Duration CALM = Duration.ofSeconds(6);

    private final Ground ground;

    public NoOpCalls(Ground ground) {
        this.ground = ground;
    }

    @Override
    public Figure run() throws Exception {
        Map<String, Goods> goods =
                ground.shops().offer(Ground.AGENCY, Shops.skus(GOODS, PRODUCTS), ground.amazon(), ground.flipkart());
        ground.stub().forgetCalls();
        for (Goods one : goods.values()) {
            ground.feed().tell(one.touched());
        }
        ground.feed().flush();
        boolean taken = Await.until(
                PATIENCE,
                () -> ground.sync()
                                .count(
                                        "SELECT count(*) FROM product WHERE sku LIKE ? AND snapshot_version = 2",
                                        GOODS + "%")
                        == PRODUCTS);
        Await.pause(CALM);
        long touched = calls();
        ground.stub().forgetCalls();
        ground.restartChannels(this::rewind);
        boolean replayed = Await.until(PATIENCE, () -> lag() == 0);
        Await.pause(CALM);
        Figure figure = judged(touched, calls());
        return taken && replayed ? figure : figure.voidedFor("the ledger does not balance: not every event was taken");
    }

    private static Figure judged(long touched, long replayed) {
        return Figure.of(
                        "B10",
                        "calls when 1,000 products are touched without a visible change, and after a full replay")
                .measured(
                        String.format(Locale.ROOT, "%d calls after the touch, %d after the replay", touched, replayed))
                .floor("none")
                .value("callsAfterTouch", touched)
                .value("callsAfterReplay", replayed)
                .gate("at most 1 for 1,000 touched", touched <= 1)
                .gate("at most 1 for a replay", replayed <= 1)
                .aim("none", touched + replayed == 0);
    }

    private long calls() {
        return ground.stub().count(StubMarket.AMAZON, kind -> kind != Kind.OTHER)
                + ground.stub().count(StubMarket.FLIPKART, kind -> kind != Kind.OTHER);
    }

    private Admin admin() {
        return Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                ground.haat().kafka().bootstrapServers()));
    }

    /** As the operator's tool does it: the group reads everything again. */
    private void rewind() {
        try (Admin admin = admin()) {
            boolean empty = Await.until(PATIENCE, () -> isEmpty(admin));
            if (!empty) {
                throw new IllegalStateException("The group " + GROUP + " still has members");
            }
            Map<TopicPartition, OffsetAndMetadata> begin = new HashMap<>();
            ends(admin, OffsetSpec.earliest())
                    .forEach((partition, offset) -> begin.put(partition, new OffsetAndMetadata(offset)));
            admin.alterConsumerGroupOffsets(GROUP, begin).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The offsets could not be set back", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isEmpty(Admin admin) {
        try {
            return admin.describeConsumerGroups(List.of(GROUP)).all().get().values().stream()
                    .allMatch(group -> group.members().isEmpty());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long lag() {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (Map.Entry<TopicPartition, Long> end :
                    ends(admin, OffsetSpec.latest()).entrySet()) {
                OffsetAndMetadata at = committed.get(end.getKey());
                lag += end.getValue() - (at == null ? 0 : at.offset());
            }
            return lag;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (TopicDescription topic :
                admin.describeTopics(TOPICS).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(partition -> asked.put(new TopicPartition(topic.name(), partition.partition()), which));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }
}
