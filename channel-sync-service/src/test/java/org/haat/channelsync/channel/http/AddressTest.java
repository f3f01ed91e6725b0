package org.haat.channelsync.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {
    @Test
    void segmentsAndParametersArePercentEncoded() {
        String address = Address.of("https://host/base/")
                .path("items", "A B/C?#%", "শাড়ি")
                .query("a&b", "c d+e")
                .query("list", "1,2")
                .uri()
                .toString();

        assertThat(address)
                .isEqualTo("https://host/base/items/A%20B%2FC%3F%23%25/%E0%A6%B6%E0%A6%BE%E0%A6%A1%E0%A6%BC%E0%A6%BF"
                        + "?a%26b=c%20d%2Be&list=1%2C2");
    }
}
