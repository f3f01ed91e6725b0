package org.haat.channelsync.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as the API shows it: of a secret only when it was set and by whom.
 *
 * @param refusal what a refusal by the channel means, null when there is none
 * @param stopped why its whole channel is stopped, else null
 * @param awaySince since when it shows no stock because nobody is there to send goods, else null
 * @param expiries until when its credentials are good, the nearest first
 * @param triesAgainAt when a refused account is tried again by itself
 */
public record AccountView(
        UUID id,
        String agency,
        String channel,
        String name,
        AccountState state,
        @Nullable String cause,
        @Nullable Refusal refusal,
        @Nullable Instant triesAgainAt,
        @Nullable String stopped,
        @Nullable Instant awaySince,
        @Nullable String awayReason,
        Instant since,
        Map<String, String> settings,
        List<Accounts.SecretInfo> secrets,
        List<Expiry> expiries,
        long version,
        Instant updatedAt,
        String updatedBy) {
    /** Nobody refused it: its seller has not given the first consent. */
    public boolean awaitsConsent() {
        return refusal == Refusal.FIRST_CONSENT;
    }

    /** What pages call its state. */
    public String standing() {
        return Refusal.standing(state, refusal);
    }

    static AccountView of(
            ChannelAccount account,
            List<Accounts.SecretInfo> secrets,
            List<Expiry> expiries,
            @Nullable Instant triesAgainAt) {
        return new AccountView(
                account.id(),
                account.agency(),
                account.channel(),
                account.name(),
                account.state(),
                account.cause(),
                Refusal.of(account),
                triesAgainAt,
                account.stopped(),
                account.awaySince(),
                account.awayReason(),
                account.stateSince(),
                account.settings(),
                secrets,
                expiries,
                account.version(),
                account.updatedAt(),
                account.updatedBy());
    }

    /** @param agency only for a person of every agency; others create for their own */
    public record New(
            @Nullable @Pattern(regexp = "[a-z0-9-]{1,40}") String agency,
            @NotBlank @Size(max = 40) String channel,
            @NotBlank @Size(max = 80) String name,

            @Nullable @Size(max = 40)
            Map<@NotBlank @Size(max = 60) String, @NotNull @Size(max = 2_000) String> settings,

            @Nullable @Size(max = 20)
            Map<@NotBlank @Size(max = 60) String, @NotNull @Size(max = 8_000) String> secrets) {
        /** Without the secrets: what is wrong with a wish may be written down. */
        @Override
        public String toString() {
            return "New[agency=" + agency + ", channel=" + channel + ", name=" + name + ']';
        }
    }

    /** New name and settings, whole. */
    public record Update(
            @NotBlank @Size(max = 80) String name,

            @NotNull @Size(max = 40)
            Map<@NotBlank @Size(max = 60) String, @NotNull @Size(max = 2_000) String> settings) {}

    /** Secrets to set; those not named stay, a blank one is removed. */
    public record NewSecrets(
            @NotNull @Size(min = 1, max = 20)
            Map<@NotBlank @Size(max = 60) String, @NotNull @Size(max = 8_000) String> secrets) {
        @Override
        public String toString() {
            return "NewSecrets" + (secrets == null ? Set.of() : secrets.keySet()); // also of a body without any
        }
    }

    /** Why it is paused. */
    public record Reason(@NotBlank @Size(max = 200) String reason) {}

    /** Faults of settings or secrets, empty when all is well. */
    public record Check(List<org.haat.channelsync.channel.AccountFault> faults) {}
}
