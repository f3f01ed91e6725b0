package org.haat.channelsync.channel.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * JSON as partners speak it: unknown fields are ignored, since partners add some every month, numbers keep their digits,
 * and a field that must be there is asked for by name.
 */
public final class ChannelJson {
    private static final int REPLACEMENT = 0xFFFD;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(String.class, new StorableStrings()))
            .nodeFactory(new StorableTexts())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS) // the same line is the same request, always
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private ChannelJson() {}

    /**
     * A partner's text as it can be kept: NUL, which PostgreSQL's text has no room for, and halves of surrogate pairs, which are
     * no UTF-8, become the replacement character. Else one such character would fail whatever is written beside it.
     */
    static String storable(String text) {
        boolean good = text.codePoints().noneMatch(ChannelJson::isUnstorable);
        return good
                ? text
                : text.codePoints()
                        .map(c -> isUnstorable(c) ? REPLACEMENT : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isUnstorable(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    /** Texts of records. */
    private static final class StorableStrings extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        StorableStrings() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            return text == null ? null : storable(text);
        }
    }

    /** Texts of trees. */
    private static final class StorableTexts extends JsonNodeFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public TextNode textNode(String text) {
            return super.textNode(storable(text));
        }
    }

    /** The mapper, for trees inside a partner's folder. Do not change its settings. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    /**
     * @param where the field's path, for the message
     * @throws ChannelException of kind {@code PROTOCOL} when it is missing
     */
    public static <T> T required(@Nullable T value, String where) {
        if (value == null) {
            throw new ChannelException(FailureKind.PROTOCOL, "The answer has no " + where, "MISSING_FIELD", null, null);
        }
        return value;
    }
}
