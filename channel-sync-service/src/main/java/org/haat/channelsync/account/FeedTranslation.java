package org.haat.channelsync.account;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.FeedPlan;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.Outcome;

/** Sends documents under the channel's names. */
final class FeedTranslation implements FeedSink {
    private final FeedSink sink;
    private final SkusThere skus;

    FeedTranslation(FeedSink sink, SkusThere skus) {
        this.sink = sink;
        this.skus = skus;
    }

    @Override
    public FeedPlan feedPlan(Kind kind) {
        return sink.feedPlan(kind);
    }

    @Override
    public Upload upload(Account account, List<FeedLine> lines) {
        Map<String, String> theirs =
                skus.theirs(account.id(), lines.stream().map(FeedLine::sku).toList());
        List<FeedLine> sent = lines.stream()
                .map(line -> named(line, theirs.getOrDefault(line.sku(), line.sku())))
                .toList();
        Upload upload = sink.upload(account, theirs.isEmpty() ? lines : sent);
        Map<Integer, Outcome> refused = new HashMap<>();
        upload.refused()
                .forEach((number, outcome) -> refused.put(
                        number,
                        number <= lines.size()
                                ? outcome.of(lines.get(number - 1).sku())
                                : outcome));
        return new Upload(upload.document(), refused, upload.left());
    }

    private static FeedLine named(FeedLine line, String sku) {
        if (line instanceof FeedLine.Put put) {
            return new FeedLine.Put(SkuTranslation.named(put.line(), sku));
        }
        if (line instanceof FeedLine.Price price) {
            return new FeedLine.Price(SkuTranslation.named(price.line(), sku));
        }
        return line instanceof FeedLine.Stock stock
                ? new FeedLine.Stock(SkuTranslation.named(stock.line(), sku))
                : new FeedLine.Retire(sku);
    }

    @Override
    public String begin(Account account, String document) {
        return sink.begin(account, document);
    }

    @Override
    public List<String> begunBetween(Account account, Instant from, Instant until) {
        return sink.begunBetween(account, from, until);
    }

    @Override
    public boolean takeBack(Account account, String feed) {
        return sink.takeBack(account, feed);
    }

    @Override
    public FeedProgress progress(Account account, String feed, Map<Integer, String> lines) {
        Map<String, String> theirs = skus.theirs(account.id(), lines.values());
        Map<Integer, String> sent = new HashMap<>();
        lines.forEach((number, sku) -> sent.put(number, theirs.getOrDefault(sku, sku)));
        FeedProgress progress = sink.progress(account, feed, theirs.isEmpty() ? lines : sent);
        if (theirs.isEmpty() || !(progress instanceof Done done)) {
            return progress;
        }
        Map<Integer, Outcome> outcomes = new HashMap<>();
        done.outcomes()
                .forEach((number, outcome) ->
                        outcomes.put(number, outcome.of(lines.getOrDefault(number, outcome.sku()))));
        return new Done(outcomes, done.remarks(), done.endedAt());
    }
}
