package org.haat.sandbox.page;

import java.math.BigDecimal;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.account.Store;

/** Money for people, in the money of the store that an account sells in. */
final class Prices {
    private final Accounts accounts;

    Prices(Accounts accounts) {
        this.accounts = accounts;
    }

    String text(String partner, String account, long minor) {
        return accounts.find(partner, account)
                .map(Store::of)
                .filter(store -> !store.inIndia())
                .map(store -> store.sign() + BigDecimal.valueOf(minor, 2).toPlainString())
                .orElseGet(() -> Rupees.text(minor));
    }
}
