package org.haat.channelsync.overview;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.edge.Scope;
import org.jspecify.annotations.Nullable;

/** Explains a product of which the catalogue never told channels: its own state there and the rules that stop it, as they are now. */
@Singleton
public class Unpublished {
    private static final String NONE = "NONE";
    private final Accounts accounts;
    private final AskCatalogue catalogue;

    public Unpublished(Accounts accounts, AskCatalogue catalogue) {
        this.accounts = accounts;
        this.catalogue = catalogue;
    }

    /**
     * One explanation per account of the agencies that have the product, or per channel where an agency has no account. Call it
     * outside a transaction.
     *
     * @param agency whose product, or null for that of every agency that the caller may see
     */
    List<Explanation> explain(String sku, @Nullable String agency, String acceptLanguage, Optional<String> token) {
        Sentences words = Sentences.forHeader(acceptLanguage);
        Optional<List<CatalogueWord>> said = token.flatMap(own -> catalogue.about(sku, words.language(), own))
                .map(all ->
                        all.stream().filter(one -> isOf(one.agency(), agency)).toList());
        List<ChannelAccount> visible = QuarkusTransaction.requiringNew().call(accounts::all).stream()
                .filter(account -> isOf(account.agency(), agency))
                .toList();
        if (said.isEmpty() || said.get().isEmpty()) {
            return unsaid(sku, said.isEmpty(), visible, words);
        }
        List<Explanation> all = new ArrayList<>();
        said.get().forEach(word -> all.addAll(of(word, visible, words)));
        return all;
    }

    private static boolean isOf(String agency, @Nullable String wanted) {
        return wanted == null || wanted.equals(agency);
    }

    /** Nothing is known of it, which is then so on each account of the caller's agency. */
    private static List<Explanation> unsaid(String sku, boolean silent, List<ChannelAccount> visible, Sentences words) {
        List<Explanation.Step> chain = new ArrayList<>();
        chain.add(words.step("product.unknown", sku));
        chain.add(silent ? words.step("catalogue.silent") : words.step("catalogue.none", sku));
        String next = words.say(silent ? "next.ask-again" : "next.create");
        String owner = silent ? "NOBODY" : "AGENCY";
        if (visible.isEmpty() || Scope.current().agencyOrNone().isEmpty()) {
            return List.of(new Explanation(null, null, null, NONE, chain, next, owner));
        }
        return visible.stream()
                .map(account ->
                        new Explanation(account.id(), account.channel(), account.name(), NONE, chain, next, owner))
                .toList();
    }

    private static List<Explanation> of(CatalogueWord word, List<ChannelAccount> visible, Sentences words) {
        List<ChannelAccount> own = visible.stream()
                .filter(account -> account.agency().equals(word.agency()))
                .toList();
        if (own.isEmpty()) {
            return word.channels().stream()
                    .map(stand -> of(word, stand.channel(), null, words))
                    .toList();
        }
        return own.stream()
                .map(account -> of(word, account.channel(), account, words))
                .toList();
    }

    private static Explanation of(
            CatalogueWord word, String channel, @Nullable ChannelAccount account, Sentences words) {
        String name = words.word("channel." + channel, channel);
        List<Explanation.Step> chain = new ArrayList<>();
        chain.add(words.step("product.unknown", word.sku()));
        chain.add(words.step("catalogue.state", word.sentence()));
        Optional<CatalogueWord.Stand> stand = word.at(channel);
        chain.addAll(stand.map(gate -> gate(gate, name, words))
                .orElseGet(() -> List.of(words.step("catalogue.not-offered", name))));
        if (word.listingVersionTold() > 0) {
            chain.add(words.step("catalogue.told", word.listingVersionTold()));
        }
        if (account != null) {
            chain.add(words.step("listing.none"));
        }
        Next next = next(word, stand, words);
        return new Explanation(
                account == null ? null : account.id(),
                channel,
                account == null ? null : account.name(),
                NONE,
                List.copyOf(chain),
                next.words(),
                next.owner());
    }

    private static List<Explanation.Step> gate(CatalogueWord.Stand stand, String channel, Sentences words) {
        if (stand.refusals().isEmpty()) {
            return List.of(words.step("gate.passed", channel));
        }
        List<Explanation.Step> steps = new ArrayList<>();
        steps.add(words.step("gate.refused-by", channel, stand.refusals().size()));
        stand.refusals().forEach(one -> steps.add(words.step("gate.rule", one.message(), one.rule())));
        return steps;
    }

    private record Next(String words, String owner) {}

    private static Next next(CatalogueWord word, Optional<CatalogueWord.Stand> stand, Sentences words) {
        if (word.state().equals("RETIRED") || word.state().equals("PAUSED")) {
            return new Next(words.say("next.not-wanted"), "NOBODY");
        }
        if (stand.isEmpty()) {
            return new Next(words.say("next.offer"), "OPERATIONS");
        }
        if (!stand.get().refusals().isEmpty()) {
            CatalogueWord.Rule first = stand.get().refusals().get(0);
            return new Next(first.remedy(), first.who() == null ? "AGENCY" : first.who());
        }
        return word.listingVersionTold() > 0
                ? new Next(words.say("next.arrives"), "NOBODY")
                : new Next(word.sentence(), "AGENCY");
    }
}
