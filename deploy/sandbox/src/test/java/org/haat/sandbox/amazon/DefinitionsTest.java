package org.haat.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import org.haat.sandbox.Browser;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {
    private static final String TYPES = "/amazon/definitions/2020-09-01/productTypes";

    @TempDir
    Path data;

    private World world;
    private Browser program;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
        program = world.amazon(world.account("amazon-in", "wb-prd"));
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private Reply definition(String type) throws IOException {
        return program.get(TYPES + "/" + type + "?marketplaceIds=" + World.INDIA);
    }

    @Test
    void keywordFindsTheType() throws IOException {
        Reply reply = program.get(TYPES + "?marketplaceIds=" + World.INDIA + "&keywords=saree");
        assertThat(reply.at("/productTypes").findValuesAsText("name")).containsExactly("SAREE");
    }

    @Test
    void itemNameSuggestsTypes() throws IOException {
        Reply reply = program.get(TYPES + "?marketplaceIds=" + World.INDIA + "&itemName=Dokra%20necklace");
        assertThat(reply.at("/productTypes").findValuesAsText("name")).contains("NECKLACE");
        assertThat(program.get(TYPES + "?marketplaceIds=" + World.INDIA + "&itemName=a&keywords=b")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void schemaComesFromALinkWithItsChecksum() throws IOException, NoSuchAlgorithmException {
        Reply reply = definition("SAREE");
        Reply schema = world.anyone().get(reply.at("/schema/link/resource").asText());
        assertThat(schema.status()).as("no token is needed").isEqualTo(200);
        byte[] md5 = MessageDigest.getInstance("MD5").digest(schema.bytes());
        assertThat(reply.at("/schema/checksum").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(md5));
        JsonNode required = schema.at("/required");
        assertThat(required.toString()).contains("item_name").contains("fabric_type");
        assertThat(schema.at("/properties/item_name/selectors").toString())
                .isEqualTo("[\"marketplace_id\",\"language_tag\"]");
        Reply meta = world.anyone().get(reply.at("/metaSchema/link/resource").asText());
        assertThat(meta.at("/$id").asText()).isEqualTo(schema.at("/$schema").asText());
    }

    @Test
    void linkEndsAfterAWeekAndDoesNotBend() throws IOException {
        String link = definition("SAREE").at("/schema/link/resource").asText();
        assertThat(world.anyone().get(link.replace("SAREE", "RUG")).status()).isEqualTo(403);
        world.clock.pass(Duration.ofDays(8));
        assertThat(world.anyone().get(link).status()).isEqualTo(403);
    }

    @Test
    void unknownTypeIsNotFound() throws IOException {
        assertThat(definition("NO_SUCH").status()).isEqualTo(404);
    }
}
