package org.haat.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.haat.sandbox.journal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
    @TempDir
    Path data;

    private World world;
    private JsonNode account;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
        account = world.account("amazon-in", "wb-prd");
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private Reply form(String path, String fields) throws IOException {
        return world.anyone()
                .with("content-type", "application/x-www-form-urlencoded")
                .post(path, fields);
    }

    @Test
    void shopShowsWhatABuyerSees() throws IOException {
        world.liveOnAmazon(account, "S1", 3);
        world.amazon(account).send("PUT", World.item(account, "S2"), World.saree(3));
        String page = world.anyone().get("/sandbox/").text();
        assertThat(page)
                .contains("not affiliated")
                .contains("Handloom cotton saree, indigo")
                .contains("₹2,499")
                .contains("<s><span class=\"hidden\">MRP </span>₹2,999</s>")
                .contains("16% off")
                .contains("Only 3 left in stock")
                .contains("Sent by sellers, not shown to buyers (1)");
    }

    @Test
    void buttonBuysUntilTheShelfIsEmpty() throws IOException {
        world.liveOnAmazon(account, "S1", 1);
        Reply bought = form("/sandbox/buy", "partner=amazon-in&account=wb-prd&sku=S1");
        assertThat(bought.status()).isEqualTo(303);
        assertThat(bought.header("location")).contains("Bought");
        assertThat(form("/sandbox/buy", "partner=amazon-in&account=wb-prd&sku=S1")
                        .header("location"))
                .contains("out+of+stock");
        assertThat(world.anyone().get("/sandbox/amazon-in").text())
                .contains("Currently unavailable")
                .doesNotContain("Buy one");
        assertThat(world.anyone().get("/sandbox/orders").text())
                .contains("PENDING")
                .contains("₹2,499");
    }

    @Test
    void buttonCancelsForWhoeverIsChosenAsLongAsItIsNotTooLate() throws IOException {
        world.liveOnAmazon(account, "S1", 1);
        String id = world.buy("amazon-in", 1).at("/placed/0/orderId").asText();
        assertThat(world.anyone().get("/sandbox/orders").text())
                .contains("action=\"/sandbox/cancel\"")
                .contains(id);
        assertThat(form("/sandbox/cancel", "by=marketplace&order=" + id).header("location"))
                .contains("Cancelled+by+the+marketplace");
        assertThat(form("/sandbox/cancel", "by=buyer&order=" + id).header("location"))
                .contains("Too+late");
        assertThat(form("/sandbox/cancel", "by=nobody&order=" + id).status()).isEqualTo(400);
        assertThat(world.anyone().get("/sandbox/orders").text())
                .contains("CANCELLED")
                .doesNotContain("/sandbox/cancel");
    }

    @Test
    void cardsLoadTheSmallVersionOfAPictureThatHaatKeeps() throws IOException {
        String sha256 = "0b781ac57843fdd6893e421f4fbd41cf5e27754b6427569b912ac485a9af2d87";
        ObjectNode saree = World.saree(3);
        ((ObjectNode) saree.at("/attributes/main_product_image_locator/0"))
                .put("media_location", "http://127.0.0.1:8080/catalog/media/" + sha256);
        world.amazon(account).send("PUT", World.item(account, "S1"), saree);
        world.liveOnAmazon(account, "S2", 3);

        assertThat(world.anyone().get("/sandbox/amazon-in").text())
                .contains("src=\"http://127.0.0.1:8080/catalog/thumbs/200/" + sha256 + "\"")
                .contains("src=\"https://pictures.example/1.jpg\"");
    }

    @Test
    void titlesAreTextAndNotMarkup() throws IOException {
        ObjectNode saree = World.saree(3);
        ObjectNode attributes = (ObjectNode) saree.path("attributes");
        ((ObjectNode) attributes.at("/item_name/0")).put("value", "<script>alert(1)</script> \"&");
        ((ObjectNode) attributes.at("/main_product_image_locator/0"))
                .put("media_location", "http://x/\"onerror=alert(1)");
        world.amazon(account).send("PUT", World.item(account, "S1"), saree);
        world.clock.pass(World.LIVE);
        Reply page = world.anyone().get("/sandbox/amazon-in?said=%3Cb%3Ehello%3C/b%3E&q=%22%3E%3Ci%3E");
        assertThat(page.text())
                .doesNotContain("<script>")
                .doesNotContain("<b>hello")
                .doesNotContain("<i>");
        assertThat(world.anyone().get("/sandbox/amazon-in").text())
                .contains("&lt;script&gt;")
                .contains("No picture");
        assertThat(page.header("content-security-policy")).startsWith("default-src 'none'");
    }

    @Test
    void pagesStaySmall() throws IOException {
        for (int i = 0; i < 120; i++) {
            world.amazon(account).send("PUT", World.item(account, "SKU-" + i), World.saree(9));
            world.clock.pass(java.time.Duration.ofSeconds(1));
        }
        world.clock.pass(World.LIVE);
        world.buy("amazon-in", 100);
        for (String path : List.of("amazon-in", "flipkart", "orders", "calls", "switches", "style.css")) {
            Reply page = world.anyone().get("/sandbox/" + path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.bytes().length).as(path).isLessThan(100_000);
        }
        assertThat(world.anyone().get("/sandbox/amazon-in").text()).contains("Page 1 of 5");
        assertThat(world.anyone().get("/sandbox/amazon-in?q=sku-119").text()).contains("1 on sale");
    }

    @Test
    void switchGoesOnAndOff() throws IOException {
        assertThat(form("/sandbox/switch-on", "fault=throttle&partner=amazon-in&seconds=60")
                        .header("location"))
                .contains("Turned+on");
        assertThat(world.amazonToken(account).status()).isEqualTo(429);
        String page = world.anyone().get("/sandbox/switches").text();
        assertThat(page).contains("Too many calls (429), amazon-in");
        String id = page.replaceAll("(?s).*name=\"id\" value=\"([^\"]+)\".*", "$1");
        form("/sandbox/switch-off", "id=" + id);
        assertThat(world.amazonToken(account).status()).isEqualTo(200);
        assertThat(form("/sandbox/switch-on", "fault=grumpy&partner=amazon-in").header("location"))
                .contains("not+known");
    }

    @Test
    void anotherSiteCannotPressTheButtons() throws IOException {
        assertThat(world.anyone()
                        .with("sec-fetch-site", "cross-site")
                        .post("/sandbox/buy", Json.MAPPER.createObjectNode())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void rupeesAreGroupedTheIndianWay() {
        assertThat(Rupees.text(12_34_56_700L)).isEqualTo("₹12,34,567");
        assertThat(Rupees.text(99_900)).isEqualTo("₹999");
        assertThat(Rupees.text(1_00_050)).isEqualTo("₹1,000.50");
        assertThat(Rupees.text(0)).isEqualTo("₹0");
    }
}
