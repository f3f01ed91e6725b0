package org.haat.bench.figure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.haat.bench.ground.Await;
import org.haat.bench.ground.CatalogueFeed;
import org.haat.bench.ground.Ground;
import org.haat.bench.measure.Figure;
import org.haat.bench.measure.Noise;
import org.haat.bench.measure.OpenLoop;
import org.haat.bench.measure.Pairs;
import org.haat.bench.measure.Sample;
import org.haat.event.EventJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.StockLevel;

/**
 * B7: from the commit of an event in the catalogue's outbox until the service of channels has committed what it means, at
 * 100 events a second, in turns with {@link FloorRelay}.
 */
public final class Propagation implements Measure {
    private static final double PER_SECOND = 100;
    /** More than are ever busy: a commit that waits for the disk must not make the next start late. */
    private static final int WORKERS = 16;

    private static final Duration ARRIVAL = Duration.ofSeconds(30);
    private static final double GATE = 5;
    private static final double AIM_MEDIAN = 2;
    private static final double AIM_TAIL = 3;
    private static final String OUTBOX = "INSERT INTO outbox (key, payload, event_id, topic) VALUES (?, ?, ?, '"
            + EventType.STOCK_LEVEL.topic() + "')";
    private final Ground ground;
    private final Length length;
    private int turns;

    public Propagation(Ground ground, Length length) {
        this.ground = ground;
        this.length = length;
    }

    /** Times of one turn in milliseconds, and what disturbed it. */
    private record Turn(Sample millis, Optional<String> disturbance) {}

    @Override
    public Figure run() throws Exception {
        Optional<String> loud = ground.settle();
        Pairs medians = new Pairs();
        Pairs tails = new Pairs();
        List<Double> subjectMedians = new ArrayList<>();
        List<Double> subjectTails = new ArrayList<>();
        List<Double> floorMedians = new ArrayList<>();
        List<Double> floorTails = new ArrayList<>();
        try (FloorRelay relay = new FloorRelay(ground.haat())) {
            floor(relay, length.warmUp.dividedBy(2));
            subject(length.warmUp.dividedBy(2));
            for (int i = 0; i < length.pairs; i++) {
                Turn floor = floor(relay, length.window);
                Turn subject = subject(length.window);
                Optional<String> noise = floor.disturbance().or(subject::disturbance);
                medians.add(subject.millis().median(), floor.millis().median(), noise);
                tails.add(subject.millis().quantile(0.99), floor.millis().quantile(0.99), noise);
                subjectMedians.add(subject.millis().median());
                subjectTails.add(subject.millis().quantile(0.99));
                floorMedians.add(floor.millis().median());
                floorTails.add(floor.millis().quantile(0.99));
            }
        }
        double p50 = medians.ratios().median();
        double p99 = tails.ratios().median();
        return Figure.of("B7", "propagation: commit in the catalogue to commit in channel sync, 100 events/s")
                .measured(String.format(
                        Locale.ROOT,
                        "p50 %.1f ms, p99 %.1f ms; p99 ratio %.2f (%.2f to %.2f)",
                        Sample.of(subjectMedians).median(),
                        Sample.of(subjectTails).median(),
                        p99,
                        tails.ratios().least(),
                        tails.ratios().most()))
                .floor(String.format(
                        Locale.ROOT,
                        "bare NOTIFY relay beside it: p50 %.1f ms, p99 %.1f ms",
                        Sample.of(floorMedians).median(),
                        Sample.of(floorTails).median()))
                .value("p50Millis", Sample.of(subjectMedians).median())
                .value("p99Millis", Sample.of(subjectTails).median())
                .value("floorP50Millis", Sample.of(floorMedians).median())
                .value("floorP99Millis", Sample.of(floorTails).median())
                .value("p99Ratio", p99)
                .ratio(medians.ratios())
                .gate("p50 at most 5 × the floor", p50 <= GATE)
                .gate("p99 at most 5 × the floor", p99 <= GATE)
                .aim("p50 2 ×, p99 3 ×", p50 <= AIM_MEDIAN && p99 <= AIM_TAIL)
                .voidedFor(loud)
                .voidedFor(medians.voided());
    }

    private Turn floor(FloorRelay relay, Duration time) throws Exception {
        Map<String, Instant> committed = new ConcurrentHashMap<>();
        return turn(time, FloorRelay.insert(), committed, relay::connect, () -> {
            Map<String, Instant> consumed = new HashMap<>(relay.consumed());
            consumed.keySet().retainAll(committed.keySet());
            return consumed;
        });
    }

    private Turn subject(Duration time) throws Exception {
        Map<String, Instant> committed = new ConcurrentHashMap<>();
        return turn(time, OUTBOX, committed, () -> ground.haat().postgres().auditor("catalog"), () -> {
            Map<String, Instant> consumed = new HashMap<>();
            ground.sync()
                    .list(
                            "SELECT sku, pg_xact_commit_timestamp(xmin) FROM product WHERE agency = ? AND sku LIKE ?",
                            row -> consumed.put(
                                    EventKey.ofSku(Ground.AGENCY, row.getString(1)),
                                    row.getObject(2, java.time.OffsetDateTime.class)
                                            .toInstant()),
                            Ground.AGENCY,
                            "B7-" + turns + "-%");
            return consumed;
        });
    }

    /** Opens a connection. */
    private interface Door {
        Connection open() throws SQLException;
    }

    /** When each event had arrived, by key, as far as is known. */
    private interface Arrivals {
        Map<String, Instant> look();
    }

    private Turn turn(Duration time, String insert, Map<String, Instant> committed, Door door, Arrivals arrivals)
            throws Exception {
        turns++;
        BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
        for (int i = 0; i < WORKERS; i++) {
            Connection connection = door.open();
            connection.setAutoCommit(false);
            connections.add(connection);
        }
        Noise noise = Noise.watch();
        OpenLoop.Outcome outcome;
        try (OpenLoop loop = new OpenLoop(PER_SECOND, WORKERS)) {
            outcome = loop.run(time, (number, due) -> {
                Connection connection = connections.take();
                try {
                    put(connection, insert, "B7-" + turns + "-" + number, committed);
                } finally {
                    connections.add(connection);
                }
            });
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
        boolean all = Await.until(ARRIVAL, () -> arrivals.look().size() >= committed.size());
        Map<String, Instant> arrived = arrivals.look();
        List<Double> millis = new ArrayList<>();
        committed.forEach((key, at) -> Optional.ofNullable(arrived.get(key))
                .ifPresent(then -> millis.add(Duration.between(at, then).toNanos() / 1e6)));
        Optional<String> unbalanced =
                all ? Optional.empty() : Optional.of(committed.size() - arrived.size() + " events did not arrive");
        return new Turn(Sample.of(millis), unbalanced.or(outcome::disturbance).or(noise::disturbance));
    }

    private static void put(Connection connection, String insert, String sku, Map<String, Instant> committed)
            throws SQLException {
        String key = EventKey.ofSku(Ground.AGENCY, sku);
        StockLevel level = new StockLevel(Ground.AGENCY, sku, 1, 5);
        byte[] payload = EventJson.write(CatalogueFeed.event(EventType.STOCK_LEVEL, Ground.AGENCY, sku, level));
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, key);
            statement.setBytes(2, payload);
            if (statement.getParameterMetaData().getParameterCount() > 2) {
                statement.setObject(3, UUID.randomUUID());
            }
            statement.executeUpdate();
        }
        committed.put(key, Instant.now());
        connection.commit();
    }
}
