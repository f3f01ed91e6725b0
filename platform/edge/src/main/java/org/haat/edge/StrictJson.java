package org.haat.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as a bank would: unknown or repeated fields, trailing bytes, a float where a whole number stands, text for a
 * number, a number for text and deep nesting are errors that name the field. Text is brought to NFC here, once, for every
 * service.
 */
@Singleton
public class StrictJson implements ObjectMapperCustomizer {
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 1 << 20;

    @Override
    @SuppressWarnings("deprecation") // the builder that replaces configure() cannot be reached from a customizer
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(LONGEST_TEXT)
                        .maxNumberLength(40)
                        .build());
        mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        mapper.registerModule(new SimpleModule("haat-text").addDeserializer(String.class, new CleanText()));
    }

    private static final class CleanText extends StringDeserializer {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken().isScalarValue() && !parser.hasToken(JsonToken.VALUE_STRING)) {
                // Jackson would write 17 or true out as text; whoever sent it meant another field, or forgot the
                // quotes.
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            String text = super.deserialize(parser, context);
            if (text == null) {
                return null;
            }
            if (!isStorable(text)) {
                return (String) context.handleWeirdStringValue(
                        String.class, "text", "holds a NUL or half of a surrogate pair, which no text may");
            }
            return Normalizer.normalize(text, Normalizer.Form.NFC);
        }

        private static boolean isStorable(String text) {
            return text.codePoints()
                    .noneMatch(c -> c == 0 || (c <= Character.MAX_VALUE && Character.isSurrogate((char) c)));
        }
    }
}
