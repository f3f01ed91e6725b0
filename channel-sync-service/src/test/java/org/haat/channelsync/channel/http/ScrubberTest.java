package org.haat.channelsync.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScrubberTest {
    @Test
    void secretsInHeadersGo() {
        assertThat(Scrubber.headers(
                        Map.of("X-Amz-Access-Token", "Atza|abc", "Authorization", "Basic YTpi", "accept", "*/*")))
                .isEqualTo(Map.of("X-Amz-Access-Token", "***", "Authorization", "***", "accept", "*/*"));
    }

    @Test
    void secretsInFormsGo() {
        String clean =
                Scrubber.body("client_id=amzn1.x&client_secret=hush&grant_type=refresh_token&refresh_token=Atzr%7Cq");

        assertThat(clean).isEqualTo("client_id=***&client_secret=***&grant_type=refresh_token&refresh_token=***");
    }

    @Test
    void peopleInOrdersGoAndGoodsStay() {
        String clean = Scrubber.body(
                "{\"orderId\":\"403-1\",\"buyer\":{\"buyerEmail\":\"a@b.in\"},\"recipient\":{\"deliveryAddress\":"
                        + "{\"name\":\"Ananya\",\"addressLine1\":\"17 Lane\",\"phone\":\"+91 90000 00017\"}},"
                        + "\"orderItems\":[{\"quantityOrdered\":2,\"product\":{\"sellerSku\":\"HAAT-1\"}}]}");

        assertThat(clean).doesNotContain("Ananya", "17 Lane", "00017", "a@b.in").contains("403-1", "HAAT-1", "2");
    }

    @Test
    void phoneAndMailInAnyTextGo() {
        assertThat(Scrubber.text("call 9000000017 or +91 90000 00017, write a.b@example.org, token Atza|Iw=="))
                .isEqualTo("call *** or ***, write ***, token Atza|***");
    }

    /** Minutes with a pattern that looks again from each letter, and no end of the stack with one that calls itself. */
    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void longTextsTakeNoLongerThanTheirLength() {
        String word = "y".repeat(1_000_000);
        String domain = "a@b" + ".c".repeat(200_000);

        assertThat(Scrubber.text(word)).isEqualTo(word);
        assertThat(Scrubber.text(domain)).isEqualTo("***");
        assertThat(Scrubber.text("a@" + word)).isEqualTo("a@" + word);
    }

    @Test
    void mailsThatTouchAndSecretsWithLongNamesGo() {
        assertThat(Scrubber.text("a@b.in%c@d.in,x-refresh-token=1&my_app_id=2&code=3"))
                .isEqualTo("******,x-refresh-token=***&my_app_id=***&code=***");
    }

    @Test
    void numbersThatAreNoPhoneStay() {
        assertThat(Scrubber.text("EAN 8901234000014, order 403-1234567-1234567, HSN 52083121"))
                .isEqualTo("EAN 8901234000014, order 403-1234567-1234567, HSN 52083121");
    }

    @Test
    void bodyThatOnlyLooksLikeJsonIsNotShown() {
        assertThat(Scrubber.body("{\"name\": Ananya")).doesNotContain("Ananya");
    }

    @Test
    void errorCodesAndTitlesStay() {
        String body =
                "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"bad\"}],\"item_name\":[{\"value\":\"Saree\"}]}";

        assertThat(Scrubber.body(body)).isEqualTo(body);
    }
}
