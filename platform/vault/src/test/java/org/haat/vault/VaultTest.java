package org.haat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final String OLD = "old:" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final String NEW = "new:" + "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";
    private final Vault vault = new Vault(KeyRing.parse(OLD));

    @Property
    void anyTextComesBackUnchanged(@ForAll String text) {
        // Lone surrogates are not text: UTF-8 has no form for them.
        if (java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            assertThat(vault.open(vault.seal(text, "here"), "here")).isEqualTo(text);
        }
    }

    @Test
    void theSameTextIsSealedDifferentlyEachTime() {
        assertThat(vault.seal("secret", "here")).isNotEqualTo(vault.seal("secret", "here"));
    }

    @Test
    void aValueCopiedToAnotherPlaceDoesNotOpen() {
        String sealed = vault.seal("secret", "account|1");
        assertThatThrownBy(() -> vault.open(sealed, "account|2")).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void anAlteredValueDoesNotOpen() {
        String sealed = vault.seal("secret", "here");
        int middle = sealed.length() - 8;
        char other = sealed.charAt(middle) == 'A' ? 'B' : 'A';
        String altered = sealed.substring(0, middle) + other + sealed.substring(middle + 1);
        assertThatThrownBy(() -> vault.open(altered, "here"))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aNewKeySealsWhileTheOldOneStillOpens() {
        String sealed = vault.seal("secret", "here");
        Vault rotated = new Vault(KeyRing.parse(NEW + "," + OLD));
        assertThat(rotated.open(sealed, "here")).isEqualTo("secret");
        assertThat(rotated.isStale(sealed)).isTrue();
        assertThat(rotated.isStale(rotated.seal("secret", "here"))).isFalse();
    }

    @Test
    void aKeyOfTheWrongLengthIsNamedWithoutItsBytes() {
        assertThatThrownBy(() -> KeyRing.parse("k1:c2hvcnQ="))
                .hasMessageContaining("k1")
                .hasMessageContaining("5 bytes")
                .hasMessageNotContaining("c2hvcnQ");
    }

    @Test
    void aKeyRingNeverPrintsItsKeys() {
        assertThat(KeyRing.parse(OLD)).hasToString("KeyRing[old]");
    }
}
