package org.haat.order.order;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.haat.event.ChannelOrder;
import org.haat.vault.Vault;
import org.jspecify.annotations.Nullable;

/** The buyer's personal data, sealed field by field under context {@code order|<account>|<remote order id>}. */
@Embeddable
public record SealedBuyer(
        @Column(name = "buyer_name") @Nullable String name,
        @Column(name = "buyer_address_line_1") @Nullable String addressLine1,
        @Column(name = "buyer_address_line_2") @Nullable String addressLine2,
        @Column(name = "buyer_city") @Nullable String city,
        @Column(name = "buyer_phone") @Nullable String phone,
        @Column(name = "buyer_email") @Nullable String email) {

    static @Nullable SealedBuyer of(ChannelOrder.@Nullable SealedBuyer sealed) {
        return sealed == null
                ? null
                : new SealedBuyer(
                        sealed.name(),
                        sealed.addressLine1(),
                        sealed.addressLine2(),
                        sealed.city(),
                        sealed.phone(),
                        sealed.email());
    }

    static String context(String account, String remoteOrderId) {
        return "order|" + account + '|' + remoteOrderId;
    }

    Buyer open(Vault vault, String context) {
        return new Buyer(
                open(vault, name, context),
                open(vault, addressLine1, context),
                open(vault, addressLine2, context),
                open(vault, city, context),
                open(vault, phone, context),
                open(vault, email, context));
    }

    private static @Nullable String open(Vault vault, @Nullable String sealed, String context) {
        return sealed == null ? null : vault.open(sealed, context);
    }

    /** Names no data. */
    @Override
    public String toString() {
        return "SealedBuyer";
    }
}
