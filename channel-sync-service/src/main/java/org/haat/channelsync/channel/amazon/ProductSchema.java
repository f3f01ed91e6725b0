package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.http.ChannelJson;

/** A product type's schema, ready to judge attributes. Thread-safe. */
final class ProductSchema {
    private static final int MOST_ISSUES = 20;
    private final Schema schema;
    private final Set<String> attributes;

    ProductSchema(Schema schema, Set<String> attributes) {
        this.schema = schema;
        this.attributes = Set.copyOf(attributes);
    }

    /** Leaves out what this product type has no attribute for; what it requires is never left out. */
    ObjectNode knownOnly(ObjectNode all) {
        ObjectNode known = all.deepCopy();
        known.retain(attributes);
        return known;
    }

    /** One issue per broken rule, in plain words, with the attribute it is about. */
    List<ChannelIssue> issues(ObjectNode values) {
        return schema.validate(ChannelJson.write(values), InputFormat.JSON).stream()
                .limit(MOST_ISSUES)
                .map(ProductSchema::issue)
                .toList();
    }

    private static ChannelIssue issue(Error error) {
        String code = "SCHEMA_" + error.getKeyword().toUpperCase(Locale.ROOT);
        return ChannelIssue.error(code, error.getInstanceLocation() + ": " + error.getMessage(), attribute(error));
    }

    /** {@code item_name} from {@code /item_name/0/value}; a missing attribute is named by the error itself. */
    private static String attribute(Error error) {
        if (error.getInstanceLocation().getNameCount() > 0) {
            return String.valueOf(error.getInstanceLocation().getElement(0));
        }
        return error.getProperty() == null ? "attributes" : error.getProperty();
    }
}
