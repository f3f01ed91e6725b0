package org.haat.channelsync.console;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haat.channelsync.overview.Totals;
import org.haat.edge.Scope;
import org.haat.look.Language;
import org.jspecify.annotations.Nullable;

/**
 * One scope's overview in one language with those who watch it. A viewer first gets the whole, then what changed: what
 * matters at once, the rest of a card every few seconds. The whole comes again twice a minute, so that whoever missed a part
 * is not left behind. A beat every few seconds says that the figures are of now also when none of them changed; it stays away
 * when the database is not to be had.
 */
final class WatchedOverview {
    private static final int WHOLE_EVERY = 25;
    private static final int REST_EVERY = 5;
    private static final int BEAT_EVERY = 3;
    private static final LiveOverview.Event BEAT = new LiveOverview.Event("beat", "now");
    private final Scope scope;
    private final Language language;
    private final String root;
    private final List<MultiEmitter<? super LiveOverview.Event>> viewers = new CopyOnWriteArrayList<>();
    private final Set<MultiEmitter<? super LiveOverview.Event>> greeted = new HashSet<>();
    private final Map<UUID, Shown> shown = new HashMap<>();
    private Totals.@Nullable Of shownTotals;
    private List<UUID> order = List.of();
    private int ticks;

    private record Shown(AccountCard.Vital vital, String html, int tick) {}

    WatchedOverview(Scope scope, Language language, String root) {
        this.scope = scope;
        this.language = language;
        this.root = root;
    }

    Scope scope() {
        return scope;
    }

    int viewers() {
        return viewers.size();
    }

    void join(MultiEmitter<? super LiveOverview.Event> viewer) {
        viewers.add(viewer);
        viewer.onTermination(() -> viewers.remove(viewer));
    }

    void end() {
        viewers.forEach(MultiEmitter::complete);
    }

    /** Sends everybody what is new to them. Only one thread does at a time. */
    synchronized void show(LiveOverview.Snapshot seen) {
        ticks++;
        List<UUID> now = seen.cards().stream().map(card -> card.row().account()).toList();
        boolean all = ticks % WHOLE_EVERY == 0 || !now.equals(order);
        order = now;
        greeted.retainAll(viewers);
        String parts = String.join("\n", parts(seen));
        LiveOverview.Event whole = null;
        for (MultiEmitter<? super LiveOverview.Event> viewer : viewers) {
            if (all || greeted.add(viewer)) {
                whole = whole == null ? whole(seen) : whole;
                greeted.add(viewer);
                viewer.emit(whole);
            } else {
                // One event at most: of two at once the second finds no room with a viewer who takes one by one, and is
                // dropped.
                if (!parts.isEmpty()) {
                    viewer.emit(new LiveOverview.Event("part", parts));
                } else if (ticks % BEAT_EVERY == 0) {
                    viewer.emit(BEAT);
                }
            }
        }
    }

    private List<String> parts(LiveOverview.Snapshot seen) {
        List<String> parts = new ArrayList<>();
        if (!seen.totals().equals(shownTotals)) {
            shownTotals = seen.totals();
            parts.add(new SyncTemplates.Totals(seen.totals(), root, language.tag())
                    .setLocale(language.locale())
                    .render()
                    .strip());
        }
        for (AccountCard card : seen.cards()) {
            UUID account = card.row().account();
            Shown before = shown.get(account);
            AccountCard.Vital vital = card.vital();
            if (before == null || !before.vital().equals(vital) || ticks - before.tick() >= REST_EVERY) {
                String html = new SyncTemplates.Card(card, root)
                        .setLocale(language.locale())
                        .render();
                shown.put(account, new Shown(vital, html, ticks));
                if (before == null || !before.html().equals(html)) {
                    parts.add(html.strip());
                }
            }
        }
        return parts;
    }

    private LiveOverview.Event whole(LiveOverview.Snapshot seen) {
        String html = new SyncTemplates.Cards(seen.cards(), seen.totals(), root, language.tag())
                .setLocale(language.locale())
                .render();
        return new LiveOverview.Event("message", html.strip());
    }
}
