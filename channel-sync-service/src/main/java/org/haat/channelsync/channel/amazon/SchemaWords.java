package org.haat.channelsync.channel.amazon;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Amazon's words beyond JSON Schema 2019-09: {@code maxUniqueItems} and {@code minUniqueItems} count the items that are
 * alike in their {@code selectors}, {@code maxUtf8ByteLength} and {@code minUtf8ByteLength} count bytes, so that a Bengali letter
 * weighs three. The meta-schema has no address on the network and is built here.
 */
final class SchemaWords {
    static final String META_SCHEMA =
            "https://schemas.amazon.com/selling-partners/definitions/product-types/meta-schema/v1";
    private static final Dialect DIALECT = Dialect.builder(META_SCHEMA, Dialects.getDraft201909())
            .keyword(new Word("maxUniqueItems"))
            .keyword(new Word("minUniqueItems"))
            .keyword(new Word("maxUtf8ByteLength"))
            .keyword(new Word("minUtf8ByteLength"))
            .keyword(new NonValidationKeyword("selectors"))
            .keyword(new NonValidationKeyword("editable"))
            .keyword(new NonValidationKeyword("hidden"))
            .keyword(new NonValidationKeyword("enumNames"))
            .keyword(new NonValidationKeyword("enumDeprecated"))
            .keyword(new NonValidationKeyword("replaces"))
            .build();

    private SchemaWords() {}

    /** @throws ChannelException of kind {@code PROTOCOL} when the document is not a schema */
    static ProductSchema compile(byte[] document) {
        try {
            // nothing is ever loaded from the network, and nothing is kept between documents
            SchemaRegistry registry = SchemaRegistry.withDialect(DIALECT, builder -> builder.schemaCacheEnabled(false));
            Schema schema = registry.getSchema(new String(document, StandardCharsets.UTF_8), InputFormat.JSON);
            schema.initializeValidators();
            Set<String> attributes = new TreeSet<>();
            schema.getSchemaNode().path("properties").propertyNames().forEach(attributes::add);
            return new ProductSchema(schema, attributes);
        } catch (SchemaException | tools.jackson.core.JacksonException | IllegalArgumentException e) {
            throw new ChannelException(
                    FailureKind.PROTOCOL, "The product type's schema cannot be read", "SCHEMA", null, e);
        }
    }

    private static final class Word extends AbstractKeyword {
        Word(String name) {
            super(name);
        }

        @Override
        public KeywordValidator newValidator(
                SchemaLocation location, JsonNode node, Schema parent, SchemaContext context) {
            return new Counting(this, node, location, parent, context);
        }
    }

    private static final class Counting extends BaseKeywordValidator {
        private final int limit;
        private final List<String> selectors = new ArrayList<>();

        Counting(Keyword word, JsonNode node, SchemaLocation location, Schema parent, SchemaContext context) {
            super(word, node, location, parent, context);
            this.limit = node.asInt();
            parent.getSchemaNode().path("selectors").forEach(selector -> selectors.add(selector.asString()));
        }

        @Override
        public void validate(ExecutionContext run, JsonNode value, JsonNode root, NodePath at) {
            String fault = fault(value);
            if (fault != null) {
                run.addError(error().instanceNode(value)
                        .instanceLocation(at)
                        .evaluationPath(run.getEvaluationPath())
                        .message(fault)
                        .build());
            }
        }

        private @Nullable String fault(JsonNode value) {
            boolean aboutItems = getKeyword().endsWith("UniqueItems");
            if (aboutItems ? !value.isArray() : !value.isString()) {
                return null;
            }
            boolean most = getKeyword().startsWith("max");
            int count = aboutItems ? alike(value, most) : value.asString().getBytes(StandardCharsets.UTF_8).length;
            if (most ? count <= limit : count >= limit) {
                return null;
            }
            return (most ? "at most " : "at least ") + limit
                    + (aboutItems ? " values for one " + selectors : " bytes in UTF-8") + ", and it has " + count;
        }

        /** How many items the largest, or the smallest, group of the same selectors has. */
        private int alike(JsonNode items, boolean largest) {
            Map<List<String>, Integer> groups = new HashMap<>();
            for (JsonNode item : items) {
                List<String> key = selectors.stream()
                        .map(selector -> item.path(selector).toString())
                        .toList();
                groups.merge(key, 1, Integer::sum);
            }
            IntStream sizes = groups.values().stream().mapToInt(Integer::intValue);
            return (largest ? sizes.max() : sizes.min()).orElse(0);
        }
    }
}
