package org.haat.channelsync.account;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.AccountField;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ConsentFlow;
import org.haat.channelsync.channel.CredentialLife;

/** What a channel lets an account in by. */
final class Admission {
    private Admission() {}

    /** An account that lives by a seller's consent may be opened before the seller gave it. */
    static boolean awaitsConsent(Channel channel, Map<String, String> settings, Map<String, String> secrets) {
        Account account = new Account(UUID.randomUUID(), "", settings, secrets);
        return channel.facet(ConsentFlow.class)
                .filter(flow -> flow.byConsent(account))
                .filter(flow -> channel.credentialLives().stream()
                        .filter(life -> life.kind() != CredentialLife.Kind.CLIENT_SECRET)
                        .anyMatch(
                                life -> secrets.getOrDefault(life.secret(), "").isBlank()))
                .isPresent();
    }

    /** Whether these secrets let it in; the key of a queue does not. */
    static boolean opens(Channel channel, Set<String> secrets) {
        Set<String> keys = channel.accountFields().stream()
                .filter(field -> field.secret() && field.required())
                .map(AccountField::key)
                .collect(Collectors.toCollection(TreeSet::new));
        channel.credentialLives().forEach(life -> keys.add(life.secret()));
        return keys.isEmpty() || secrets.stream().anyMatch(keys::contains);
    }
}
