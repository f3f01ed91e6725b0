package org.haat.channelsync.publish;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.AccountAdministration;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingPreview;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.ListingStates;
import org.haat.channelsync.listing.Listings;
import org.haat.channelsync.listing.Preview;
import org.haat.channelsync.listing.Previews;
import org.haat.channelsync.listing.Product;
import org.haat.channelsync.listing.Products;
import org.haat.channelsync.listing.StateChange;
import org.haat.channelsync.listing.Wanted;
import org.haat.edge.Problem;
import org.haat.event.ListingSnapshot;
import org.haat.event.ListingStatus.State;

/** Has a channel look one listing over on a person's demand, by the quota that it grants for that; sends nothing. */
@Singleton
public class PreviewListing {
    private static final Duration USUAL_WAIT = Duration.ofMinutes(1);
    private final AccountAdministration administration;
    private final Accounts accounts;
    private final Channels channels;
    private final Listings listings;
    private final Products products;
    private final Previews previews;
    private final ListingStates states;
    private final Sql sql;
    private final Clock clock;

    public PreviewListing(
            AccountAdministration administration,
            Accounts accounts,
            Channels channels,
            Listings listings,
            Products products,
            Previews previews,
            ListingStates states,
            Sql sql,
            Clock clock) {
        this.administration = administration;
        this.accounts = accounts;
        this.channels = channels;
        this.listings = listings;
        this.products = products;
        this.previews = previews;
        this.states = states;
        this.sql = sql;
        this.clock = clock;
    }

    /** Whether the channel can look anything over at all. */
    public boolean possible(String channel) {
        return channels.facet(channel, ListingPreview.class).isPresent();
    }

    /** The newest look. Call inside a transaction of the caller's scope. */
    public Optional<Preview> last(UUID account, String sku) {
        return listings.find(administration.get(account).id(), sku).flatMap(row -> previews.of(row.id()));
    }

    private record Question(
            ListingPreview channel, Account account, ListingRow listing, String seen, ListingLine line) {}

    /**
     * Asks the channel, so call this outside a transaction, in the caller's scope; safe to repeat.
     *
     * @throws Problem 404; 409 when there is nothing to ask or the channel will not; 429 when its quota is used up; 503
     */
    public Preview ask(UUID account, String sku, String person) {
        Question question = QuarkusTransaction.requiringNew().call(() -> question(account, sku));
        ListingPreview.Judgement judgement = judge(question);
        return sql.system(() -> keep(question, judgement, person));
    }

    private Question question(UUID id, String sku) {
        ChannelAccount account = administration.get(id);
        ListingPreview channel = channels.facet(account.channel(), ListingPreview.class)
                .orElseThrow(() -> Problem.conflict("no-preview", "This channel looks nothing over beforehand."));
        ListingRow row = listings.find(id, sku).orElseThrow(() -> Problem.notFound("listing", sku));
        if (!account.isActive()) {
            throw Problem.conflict("account-still", "The account or its channel stands still, and nothing is asked.");
        }
        Map<Facet, FacetRow> facets = listings.facets(List.of(row.id())).getOrDefault(row.id(), Map.of());
        ListingSnapshot snapshot = products.find(account.agency(), row.sku())
                .map(Product::snapshot)
                .orElse(null);
        if (snapshot == null || row.wanted() == Wanted.RETIRED || facets.size() < Facet.values().length) {
            throw Problem.conflict("nothing-to-preview", "Nothing of this product is wanted there.");
        }
        ListingLine line = Sender.listing(new Claim.Line(row, facets, snapshot));
        return new Question(channel, accounts.open(account), row, Previews.seen(facets), line);
    }

    private static ListingPreview.Judgement judge(Question question) {
        try {
            return question.channel().preview(question.account(), question.line());
        } catch (ChannelException e) {
            String said = String.valueOf(e.getMessage());
            if (e.kind() == FailureKind.THROTTLED) {
                throw Problem.tooOften(said, e.retryAfter().orElse(USUAL_WAIT).toSeconds());
            }
            throw e.kind().retry() == FailureKind.Retry.NEVER || e.kind() == FailureKind.FORBIDDEN
                    ? Problem.conflict("preview-refused", said)
                    : new Problem(503, "channel-away", said + " Try again in a minute.", List.of());
        }
    }

    private Preview keep(Question question, ListingPreview.Judgement judgement, String person) {
        Instant now = clock.instant();
        long id = question.listing().id();
        ListingRow row = listings.lock(List.of(id)).stream()
                .findFirst()
                .orElseThrow(
                        () -> Problem.notFound("listing", question.listing().sku()));
        previews.keep(row, question.seen(), judgement, person, now);
        Preview preview = previews.of(id).orElseThrow();
        if (preview.current() && judgement.fit() && row.state() == State.DRAFT) {
            states.change(List.of(new StateChange(row, State.PREVIEWED, Because.PREVIEW_FIT, person)), now);
        }
        if (preview.current() && !judgement.fit() && row.state() == State.PREVIEWED) {
            states.change(List.of(new StateChange(row, State.DRAFT, Because.PREVIEW_UNFIT, person)), now);
        }
        return preview;
    }
}
