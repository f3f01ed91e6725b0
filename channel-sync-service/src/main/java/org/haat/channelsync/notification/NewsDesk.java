package org.haat.channelsync.notification;

import jakarta.inject.Singleton;
import java.util.Map;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Expiries;
import org.haat.channelsync.channel.CredentialLife;
import org.haat.channelsync.channel.NotificationQueue.News;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.publish.Feeds;
import org.jspecify.annotations.Nullable;

/** What news from a queue change at once, beside the order or the listing that is read because of them. */
@Singleton
public class NewsDesk {
    private static final String CHANNEL = "channel";
    private final Accounts accounts;
    private final Expiries expiries;
    private final Feeds feeds;
    private final Sql sql;

    public NewsDesk(Accounts accounts, Expiries expiries, Feeds feeds, Sql sql) {
        this.expiries = expiries;
        this.accounts = accounts;
        this.feeds = feeds;
        this.sql = sql;
    }

    /** The echo of our own stock: the channel says that it shows what it was last told. Nothing is to be read then. */
    boolean isKnown(ChannelAccount account, @Nullable String sku, News news) {
        return news.quantity() != null
                && sql.first(
                                "SELECT 1 FROM listing l JOIN listing_facet f ON f.listing = l.id AND f.facet = 'STOCK'"
                                        + " WHERE l.account = ? AND l.sku = ? AND f.applied ->> 'quantity' = ?",
                                row -> 1,
                                account.id(),
                                sku,
                                Integer.toString(news.quantity()))
                        .isPresent();
    }

    /** Seals new credentials in the place of the old; a feed that is through is asked about at once. Call inside a transaction. */
    void apply(ChannelAccount account, News news) {
        for (Map.Entry<String, String> secret : news.newSecrets().entrySet()) {
            accounts.setSecret(account, secret.getKey(), secret.getValue(), CHANNEL);
        }
        expiries.entered(account, news.newSecrets().keySet());
        if (news.secretEndsAt() != null) {
            expiries.told(account, CredentialLife.Kind.CLIENT_SECRET, news.secretEndsAt());
        }
        if (news.feedId() != null) {
            feeds.hasten(account.id(), news.feedId());
        }
    }
}
