package org.haat.channelsync.channel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import org.haat.event.Money;

/**
 * A channel on the bench: the channel itself, two accounts, and the far side, which the kit can move and look at. One per
 * partner, made anew for each test.
 */
public interface ChannelHarness extends AutoCloseable {
    Channel channel();

    /**
     * The same channel with short time limits, for a partner that does not answer; {@link #channel} is patient, so that a busy
     * machine fails no rule.
     */
    default Channel impatient() {
        return channel();
    }

    Account account();

    /** Another seller, with secrets of its own. */
    Account otherAccount();

    /** The clock that channel, throttle and token cache run on; waiting moves it. */
    MovableClock clock();

    /** Facets that this partner's API does not offer, each with the reason. */
    Map<Class<?>, String> unsupported();

    /**
     * Faults that cannot come from this partner, each with the reason: a partner of files has no HTTP status. What every partner
     * can do to us (forbid, be unwell, be away, fall silent, break off) is never among them.
     */
    default Map<Fault, String> impossible() {
        return Map.of();
    }

    /** Why the partner gives no token; empty when it gives one, as most do. */
    default Optional<String> tokenless() {
        return Optional.empty();
    }

    /** What the channel must call a fault; another word than the fault's own needs a reason in the harness. */
    default FailureKind kind(Operation operation, Fault fault) {
        return fault.kind(operation);
    }

    /** Settings and secrets without which an account cannot work. */
    List<String> requiredKeys();

    /** The same channel when nothing listens at the partner's address; empty when there is no network. */
    Optional<Channel> unplugged();

    /** Builds the channel with an address that is none; must throw. Empty when there is no address. */
    Optional<Supplier<Channel>> badlyAddressed();

    // ---- the far side ----

    /** The partner knows this SKU and shows it. */
    void show(Account account, String sku, boolean live, int quantity);

    /** The partner says no to each write of this SKU, and serves the others. */
    void refuse(String sku);

    /** What the order list gives, page by page. */
    void orders(Account account, List<List<OrderSeed>> pages);

    /** From now on the seller's feeds stand so, those under way too; a partner that takes feeds is done with one at once. */
    default void feeds(Account account, FeedFate fate) {
        throw new UnsupportedOperationException("This partner takes no feeds");
    }

    /** What comes back to the seller. */
    default void returns(Account account, List<RemoteReturn> returns) {
        throw new UnsupportedOperationException("This partner shows no returns");
    }

    /** Stock as the partner last took it. */
    OptionalInt stock(Account account, String sku);

    /** Selling price as the partner last took it, exact. */
    Optional<Money> price(Account account, String sku);

    /** MRP as the partner last took it. */
    Optional<Money> mrp(Account account, String sku);

    /** From now on every call of this operation is answered so, until {@link #calm}. */
    void answer(Operation operation, Fault fault);

    void calm();

    /** Requests that arrived, in order. */
    List<Request> requests(Operation operation);

    /** Calls that the partner got beside those of an {@link Operation} (definitions, labels). */
    default long otherCalls() {
        return 0;
    }

    /** What the meter counted: {@code ok} or a failure kind, over all operations. */
    Map<String, Long> counted();

    /** Everything that was written down about the calls, as text. */
    String transcript();

    /** A push and its good signature; empty when the partner sends none, or signs nothing. */
    default Optional<Push> push(String remoteOrderId) {
        return Optional.empty();
    }

    /** Listing content this partner takes without complaint. */
    default ListingLine listing(String sku) {
        return Samples.listing(sku);
    }

    /** A price that this partner takes as it is; some take whole rupees only. */
    default Money sellingPrice() {
        return Money.inr(199_950);
    }

    /** What the kit sends as the highest price beside {@link #sellingPrice()}. */
    default Money highestPrice() {
        return new Money(249_900, sellingPrice().currency());
    }

    /** What the partner keeps of it; empty where it has none. */
    default Optional<Money> highestPriceKept() {
        return Optional.of(highestPrice());
    }

    /** Folder of the golden requests. */
    default String folder() {
        return channel().getClass().getPackageName().replaceFirst(".*\\.", "");
    }

    @Override
    void close();

    /**
     * @param owner the account whose token it carried, null for a token request
     * @param text method, path, query, headers that matter and body, with secrets masked
     */
    record Request(@org.jspecify.annotations.Nullable UUID owner, String text) {}

    /** @param signsBody whether the signature covers the body */
    record Push(String url, Map<String, String> headers, byte[] body, boolean signsBody) {}
}
