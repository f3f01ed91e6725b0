package org.haat.channelsync.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A partner's JSON, once it is read. */
class ChannelJsonTest {
    private static final String ODD =
            "{\"code\":\"9\\u00000\",\"words\":[\"half \\ud800 of a sign\",\"a whole \\ud83e\\uddf5\"]}";

    record Said(String code, List<String> words) {}

    @Test
    void textThatNoTableTakesIsMadeOneThatItDoes() throws IOException {
        Said said = ChannelJson.mapper().readValue(ODD, Said.class);

        assertThat(said.code()).isEqualTo("9\uFFFD0");
        assertThat(said.words()).containsExactly("half \uFFFD of a sign", "a whole \ud83e\uddf5");
    }

    @Test
    void textOfATreeIsTheSame() throws IOException {
        byte[] bytes = ODD.getBytes(StandardCharsets.UTF_8);

        assertThat(ChannelJson.mapper().readTree(bytes).path("code").textValue())
                .isEqualTo("9\uFFFD0");
        assertThat(ChannelJson.mapper().readTree(bytes).at("/words/0").asText()).isEqualTo("half \uFFFD of a sign");
    }

    @Test
    void numbersKeepTheirDigitsAndTextsTheirOwn() throws IOException {
        assertThat(ChannelJson.mapper().readTree("{\"a\":1.10,\"b\":\"\u09B6\u09BE\u09DC\u09BF\"}"))
                .hasToString("{\"a\":1.10,\"b\":\"\u09B6\u09BE\u09DC\u09BF\"}");
    }
}
