package org.haat.channelsync;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountFault;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.CallPlan;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.CredentialLife;
import org.haat.channelsync.channel.Limits;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.ListingSink;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.SaleMoney;
import org.haat.channelsync.channel.StockLine;
import org.haat.channelsync.channel.StockSink;

/** Lets a test hold the answers to an account's stock or puts; every other account and call goes straight through. */
@Singleton
public class SlowStock {
    private final Map<UUID, Consumer<List<String>>> held = new ConcurrentHashMap<>();
    private final Map<UUID, Consumer<List<String>>> heldPuts = new ConcurrentHashMap<>();

    /** @param call runs in the call's own thread, before its answer, with the SKUs that it carries */
    public void hold(UUID account, Consumer<List<String>> call) {
        held.put(account, call);
    }

    /** As {@link #hold}, of calls that put listings. */
    public void holdPuts(UUID account, Consumer<List<String>> call) {
        heldPuts.put(account, call);
    }

    public void letGo(UUID account) {
        held.remove(account);
        heldPuts.remove(account);
    }

    Channel before(Channel good) {
        return new Before(good);
    }

    private final class SlowPuts implements ListingSink {
        private final ListingSink good;

        SlowPuts(ListingSink good) {
            this.good = good;
        }

        @Override
        public List<Outcome> put(Account account, List<ListingLine> lines) {
            Consumer<List<String>> call = heldPuts.get(account.id());
            if (call != null) {
                call.accept(lines.stream().map(ListingLine::sku).toList());
            }
            return good.put(account, lines);
        }

        @Override
        public List<Outcome> retire(Account account, List<ListingLine> lines) {
            return good.retire(account, lines);
        }
    }

    private final class Before implements Channel {
        private final Channel good;

        Before(Channel good) {
            this.good = good;
        }

        @Override
        public <F> Optional<F> facet(Class<F> facet) {
            if (facet == StockSink.class) {
                return good.facet(StockSink.class).map(sink -> facet.cast(slow(sink)));
            }
            return facet == ListingSink.class
                    ? good.facet(ListingSink.class).map(sink -> facet.cast(new SlowPuts(sink)))
                    : good.facet(facet);
        }

        private StockSink slow(StockSink sink) {
            return (account, lines) -> {
                Consumer<List<String>> call = held.get(account.id());
                if (call != null) {
                    call.accept(lines.stream().map(StockLine::sku).toList());
                }
                return sink.setStock(account, lines);
            };
        }

        @Override
        public String id() {
            return good.id();
        }

        @Override
        public Limits limits() {
            return good.limits();
        }

        @Override
        public List<AccountFault> check(Account account) {
            return good.check(account);
        }

        @Override
        public Optional<String> identity(Account account) {
            return good.identity(account);
        }

        @Override
        public List<AccountField> accountFields() {
            return good.accountFields();
        }

        @Override
        public Optional<SaleMoney> saleMoney(Map<String, String> settings, LocalDate on) {
            return good.saleMoney(settings, on);
        }

        @Override
        public List<CredentialLife> credentialLives() {
            return good.credentialLives();
        }

        @Override
        public List<CallPlan> callPlans() {
            return good.callPlans();
        }
    }
}
