package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProductSchemaTest {
    private ProductSchema schema;
    private ObjectNode attributes;

    @BeforeEach
    void read() throws IOException {
        schema = SchemaWords.compile(Files.readAllBytes(Path.of("src/test/resources/channel/amazon/schema.json")));
        Marketplace india =
                Marketplace.find("A21TJRUUN4KGV", LocalDate.of(2026, 11, 21)).orElseThrow();
        var type = ProductTypes.of("tant", "52083121").orElseThrow();
        attributes = schema.knownOnly(ListingAttributes.of(Samples.listing("HAAT-1"), type, india, true));
    }

    private List<ChannelIssue> issues() {
        return schema.issues(attributes);
    }

    private ObjectNode title() {
        return (ObjectNode) attributes.at("/item_name/0");
    }

    @Test
    void wholeListingPasses() {
        assertThat(issues()).isEmpty();
    }

    @Test
    void attributeThatTheTypeDoesNotHaveIsLeftOut() {
        assertThat(attributes.has("material")).isFalse();
        assertThat(attributes.has("fabric_type")).isTrue();
    }

    @Test
    void missingAttributeIsNamed() {
        attributes.remove("fabric_type");

        assertThat(issues()).singleElement().satisfies(issue -> {
            assertThat(issue.field()).isEqualTo("fabric_type");
            assertThat(issue.code()).isEqualTo("SCHEMA_REQUIRED");
            assertThat(issue.message()).contains("fabric_type");
        });
    }

    @Test
    void missingIdentifierIsSeen() {
        attributes.remove("supplier_declared_has_product_identifier_exemption");

        assertThat(issues()).isNotEmpty();
    }

    @Test
    void bytesAreCountedNotLetters() {
        title().put("value", "ক".repeat(40));
        assertThat(issues()).isEmpty();

        title().put("value", "ক".repeat(41));

        assertThat(issues()).singleElement().satisfies(issue -> {
            assertThat(issue.field()).isEqualTo("item_name");
            assertThat(issue.code()).isEqualTo("SCHEMA_MAXUTF8BYTELENGTH");
            assertThat(issue.message()).contains("120", "123");
        });
    }

    @Test
    void tooFewBytesAreRefused() {
        title().put("value", "Tant");

        assertThat(issues()).extracting(ChannelIssue::code).containsExactly("SCHEMA_MINUTF8BYTELENGTH");
    }

    @Test
    void sixBulletsOfOneLanguageAreTooMany() {
        ArrayNode bullets = (ArrayNode) attributes.get("bullet_point");
        while (bullets.size() < 5) {
            bullets.add(bullets.get(0).deepCopy());
        }
        assertThat(issues()).isEmpty();

        bullets.add(bullets.get(0).deepCopy());

        assertThat(issues()).extracting(ChannelIssue::code).containsExactly("SCHEMA_MAXUNIQUEITEMS");
    }

    @Test
    void titleTwiceForTheSameStoreAndLanguageIsTooMany() {
        ((ArrayNode) attributes.get("item_name")).add(title().deepCopy());

        assertThat(issues()).extracting(ChannelIssue::field).containsExactly("item_name");
    }

    @Test
    void emptyBulletsAreTooFew() {
        ((ArrayNode) attributes.get("bullet_point")).removeAll();

        assertThat(issues()).extracting(ChannelIssue::code).containsExactly("SCHEMA_MINUNIQUEITEMS");
    }

    @Test
    void valueOutsideTheEnumerationIsRefusedByItsAttribute() {
        title().put("language_tag", "xx_XX");

        assertThat(issues()).extracting(ChannelIssue::field).containsExactly("item_name");
    }

    @Test
    void documentThatIsNoSchemaIsProtocol() {
        byte[] html = "<html>".getBytes(StandardCharsets.UTF_8);

        ChannelException refused = catchThrowableOfType(ChannelException.class, () -> SchemaWords.compile(html));

        assertThat(refused.kind()).isEqualTo(FailureKind.PROTOCOL);
    }
}
