package org.haat.channelsync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;

/** Waiting times of the engine as they are in production; {@link #timeScale()} shortens them for demonstrations and tests. */
@ConfigMapping(prefix = "haat.sync")
public interface SyncConfig {
    /** 1 in production; 0.01 makes fifteen minutes nine seconds. */
    @WithDefault("1")
    @Positive
    double timeScale();

    Engine engine();

    Retry retry();

    Verify verify();

    Orders orders();

    Audit audit();

    Queue queue();

    /** So many days before a credential ends a warning is raised; 0 is the day itself. */
    @WithDefault("30,7,1,0")
    List<Integer> warnDays();

    Heal heal();

    MassChange massChange();

    Feeds feeds();

    Notifications notifications();

    /** Pushes of partners. */
    interface Notifications {
        /** A push that is not kept by then is answered 503, so that it comes again; Flipkart waits for a second. */
        @WithDefault("800ms")
        Duration answerWithin();

        /** How many are kept at the same time. */
        @WithDefault("4")
        @Positive
        int threads();
    }

    /** Many changes as one document, where the channel takes such. */
    interface Feeds {
        @WithDefault("true")
        boolean enabled();

        /** How long a feed may take before a person is told. It is asked about further, and never sent again. */
        @WithDefault("6h")
        Duration deadline();

        /** How often the backlog is looked at for the choice of the route. */
        @WithDefault("10s")
        Duration look();
    }

    /** Changes to so many listings at once that a second person looks first. */
    interface MassChange {
        /** More than this share of an account's live listings waits, if the account sets none. 1 or more lets everything through. */
        @WithDefault("0.3")
        double share();

        /** Fewer listings than this never wait. */
        @WithDefault("20")
        int least();

        /** What is sent within this counts together. */
        @WithDefault("1h")
        Duration window();
    }

    /** Trying again what a channel refused to let in. */
    interface Heal {
        /** How long after a refusal an account knocks again, refusal by refusal; the last one stays. */
        @WithDefault("1m,5m,15m,1h")
        List<Duration> intervals();
    }

    /** How accounts are served. */
    interface Engine {
        /** False for a process that only answers requests. */
        @WithDefault("true")
        boolean enabled();

        /** How long an account stays with a replica that went silent. */
        @WithDefault("15s")
        Duration lease();

        /** Every lane is looked at this often even when no signal came. */
        @WithDefault("5s")
        Duration poll();

        /** A call that is open for longer has lost whoever made it: its outcome is read back. */
        @WithDefault("10m")
        Duration longestCall();

        /** Threads for stock, prices, shipments and notifications of all accounts; the last two are for agencies that run none. */
        @WithDefault("8")
        int urgentThreads();

        /** Threads for content, readings and order sweeps of all accounts; the last two likewise. */
        @WithDefault("8")
        int bulkThreads();

        /** How long calls, transcripts and sweeps are kept. */
        @WithDefault("30D")
        Duration keep();

        /** How long it is kept what products and listings were before a change. */
        @WithDefault("90D")
        Duration keepChanges();
    }

    /** Pauses after a failed call: doubling from the first to the longest, with full jitter. */
    interface Retry {
        @WithDefault("2s")
        Duration first();

        @WithDefault("10m")
        Duration longest();
    }

    /** Reading back what a channel accepted. */
    interface Verify {
        /** First reading after a channel accepted. Later ones wait twice as long each time. */
        @WithDefault("10s")
        Duration first();

        @WithDefault("6h")
        Duration longest();

        /** After the last one a listing that is not live failed verification; at the earlier ones a warning is raised. */
        @WithDefault("15m,1h,24h")
        List<Duration> deadlines();
    }

    /** Collecting orders. */
    interface Orders {
        @WithDefault("2m")
        Duration interval();

        /** Each sweep looks this far behind the newest change it knows. */
        @WithDefault("10m")
        Duration overlap();

        /** How far a first sweep of an account looks back. */
        @WithDefault("7D")
        Duration firstLookBack();

        /** Between two steps of one shipment's confirmation. */
        @WithDefault("30s")
        Duration shipmentStep();

        /** Between two collections of returns; notifications bring them earlier. */
        @WithDefault("15m")
        Duration returnsInterval();

        /** How far a first collection of returns looks back. */
        @WithDefault("30D")
        Duration returnsLookBack();

        /** How long labels and invoices are kept: they name the buyer and the address. */
        @WithDefault("30D")
        Duration keepPapers();
    }

    /** Emptying queues of notifications. */
    interface Queue {
        /** How often accounts are looked through for new queues. */
        @WithDefault("3s")
        Duration look();

        /** How long a queue is asked to wait for a message; at most 20 s. */
        @WithDefault("20s")
        Duration patience();
    }

    /** Proving a channel in step with the catalogue. */
    interface Audit {
        /** Audits every account once a night by itself. */
        @WithDefault("true")
        boolean nightly();

        /** The night's first moment, Indian time. Accounts are spread over {@link #window()} from there. */
        @WithDefault("00:30")
        java.time.LocalTime from();

        @WithDefault("4h")
        Duration window();

        /**
         * What was changed less than this before a reading is not judged by it, and a difference is believed only when it
         * is still there after this: orders and slow pages look like drift for a while.
         */
        @WithDefault("10m")
        Duration settle();

        /**
         * Where a channel's list does not tell contents (Amazon from 1,000 listings on), each night reads one of so many parts of
         * them, so that the content of each listing is compared within so many nights. At least 1: all of them each night.
         */
        @WithDefault("7")
        int contentNights();

        /** Share of the calls granted that an audit may take; the rest stays for stock, prices and orders. */
        @WithDefault("0.5")
        double share();
    }

    /** A waiting time as it passes here. */
    default Duration scaled(Duration duration) {
        return Duration.ofMillis(Math.max(1, Math.round(duration.toMillis() * timeScale())));
    }
}
