package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.flipkart.wire.ReturnSearch;
import org.haat.event.ChannelReturn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnReadingTest {
    private static ReturnSearch.Item item(String status, String type, String updated) {
        return new ReturnSearch.Item(
                "12000000000000000001",
                "433190000000000100",
                "OD433190000000000000",
                null,
                null,
                status,
                type,
                "SIZE_ISSUE",
                " ",
                null,
                null,
                "2026-11-29T10:00:00+05:30",
                updated,
                null);
    }

    @Test
    void nullableFieldsMayBeMissingAndTimesAreIndian() throws UnreadableShipment {
        RemoteReturn read = ReturnReading.of(item("RETURN_CREATED", null, null), "courier_return");

        assertThat(read.status()).isEqualTo(ChannelReturn.Status.CREATED);
        assertThat(read.kind()).isEqualTo(ChannelReturn.Kind.COURIER);
        assertThat(read.quantity()).isEqualTo(1);
        assertThat(read.subReason()).isNull();
        assertThat(read.updatedAt()).isEqualTo(Instant.parse("2026-11-29T04:30:00Z"));
    }

    @Test
    void wordThatNobodyDescribedIsShownAsItCame() throws UnreadableShipment {
        RemoteReturn read = ReturnReading.of(item("At the hub", "customer_return", null), "customer_return");

        assertThat(read.status()).isEqualTo(ChannelReturn.Status.OTHER);
        assertThat(read.channelStatus()).isEqualTo("At the hub");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/returns?next_token=a",
                "/returns?next_token=a",
                "/sellers/v2/returns?next_token=a",
                "returns?next_token=a"
            })
    void everyPrefixOfTheNextPageMeansTheSame(String nextUrl) {
        assertThat(ReturnPages.of(nextUrl)).isEqualTo("/sellers/v2/returns?next_token=a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/returns?a=b",
                "//elsewhere/returns?a",
                "/v2/../v3/x?y",
                "/v2/returns",
                ""
            })
    void nextPageLeadsNowhereElse(String nextUrl) {
        assertThatThrownBy(() -> ReturnPages.of(nextUrl)).isInstanceOf(ChannelException.class);
    }
}
