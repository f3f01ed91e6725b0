package org.haat.order.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.haat.edge.Scope;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelReturn;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.ShipmentConfirmation;
import org.haat.event.ShipmentStep;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.haat.order.fulfilment.ParcelCursor;
import org.haat.order.fulfilment.Shipment;
import org.haat.order.fulfilment.Shipments;
import org.haat.testsupport.PostgresResource;
import org.haat.testsupport.TestBrowser;
import org.haat.vault.Vault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages of orders as an agency's administrator uses them, in a real browser. */
@QuarkusTest
@RealParts
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class OrderPagesIT {
    @TestHTTPResource("/")
    URI home;

    @Inject
    Vault vault;

    @Inject
    Shipments shipments;

    private TestBrowser browser;
    private Page signedIn;

    @BeforeAll
    void startBrowser() {
        browser = TestBrowser.start();
    }

    @AfterAll
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void anOrderIsFoundReadAndShipped() {
        // Given
        ChannelOrder order = allocated("PHU-TANT-71");
        Page page = desk();
        page.navigate(home.toString());

        // When
        page.fill("#q", order.remoteOrderId());
        page.click("form[role=search] button");
        assertThat(page.locator("tbody tr").count()).isEqualTo(1);
        show(page, "orders-list");
        page.click("tbody a.main");

        // Then
        assertThat(page.textContent("main"))
                .contains("Stock is held", "A••••", "₹1,998.00", "by Phulia", "Money of each maker")
                .doesNotContain("Asha Roy");
        show(page, "orders-order");

        // When
        page.click("details.more summary");
        page.fill("#why", "label of the parcel");
        page.click("form[action$='/buyer'] button");

        // Then
        assertThat(page.textContent("main")).contains("Asha Roy", "12 Lake Road", "Looked at once");

        // When
        page.fill("#carrier", "India Post");
        page.fill("#tracking", "EW123456789IN");
        page.click("form[action$='/ship'] button");

        // Then
        assertThat(page.textContent("main")).contains("EW123456789IN", "Waits for the marketplace");
        assertThat(page.textContent(".head .badge")).isEqualTo("Shipped");
        show(page, "orders-shipped");

        // When it comes back, of which Amazon tells nothing
        page.click("#returns ~ details summary");
        page.fill("#back-sellable", "2");
        page.fill("#back-why", "the buyer sent it back");
        page.click("form[action$='/returns'] button");

        // Then
        assertThat(page.textContent(".head .badge")).isEqualTo("Returned");
        assertThat(page.textContent("main")).contains("Booked here, not announced", "2 to be sold again");
    }

    @Test
    void aParcelIsPackedAndItsLabelIsFetchedFromTheMarketplace() {
        // Given
        ChannelOrder order = allocated("PHU-TANT-81", "flipkart");
        String id = Seen.order(order).getString("id");
        Page page = desk();
        page.navigate(home + "order/" + id);
        assertThat(page.locator("#carrier").count())
                .as("the marketplace chooses the courier")
                .isZero();

        // When
        page.click("form[action$='/ship'] button");

        // Then
        assertThat(page.textContent("#parcels ~ *")).contains("on the label");

        // When
        String parcel = Seen.get("/api/v1/orders/" + id + "/shipments").getString("[0].id");
        Bus.say(
                EventType.SHIPMENT_STEP,
                EventKey.ofRemoteOrder(order.account(), order.remoteOrderId()),
                order.agency(),
                new ShipmentStep(
                        order.agency(),
                        order.account(),
                        "flipkart",
                        order.remoteOrderId(),
                        parcel,
                        ShipmentStep.Stage.PAPERS_KEPT,
                        null,
                        true,
                        "E-Kart Logistics",
                        "FMPP0000000001",
                        Instant.now()));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Seen.get("/api/v1/orders/" + id + "/shipments").getString("[0].papers") != null);
        page.reload();

        // Then
        assertThat(page.textContent("main")).contains("FMPP0000000001", "Label and invoice can be printed");
        assertThat(page.getAttribute("a[href*='/sync/papers/']", "href"))
                .isEqualTo("/sync/papers/" + order.account() + "/" + parcel);
        show(page, "orders-label");
        page.navigate(home + "parcels");
        assertThat(page.textContent("main")).contains(order.remoteOrderId(), "Label and invoice (PDF)");
        show(page, "orders-packing");
    }

    @Test
    void goodsThatComeBackAreCountedAtTheOrder() {
        // Given
        ChannelOrder order = allocated("PHU-TANT-82", "flipkart");
        String id = Seen.order(order).getString("id");
        Page page = desk();
        page.navigate(home + "order/" + id);
        page.click("form[action$='/ship'] button");
        Instant at = Instant.parse("2026-11-21T10:00:00Z");
        String returnId = "12" + UUID.randomUUID().toString().substring(0, 8);
        Bus.say(
                EventType.CHANNEL_RETURN,
                EventKey.ofRemoteReturn(order.account(), returnId),
                order.agency(),
                new ChannelReturn(
                        order.agency(),
                        order.account(),
                        "flipkart",
                        returnId,
                        1,
                        ChannelReturn.Kind.CUSTOMER,
                        ChannelReturn.Status.COMPLETED,
                        "completed",
                        order.remoteOrderId(),
                        null,
                        order.lines().get(0).remoteLineId(),
                        2,
                        "SIZE_ISSUE",
                        "TOO_SMALL",
                        "E-Kart Logistics",
                        "RTN0000001",
                        null,
                        at,
                        at));
        await().atMost(Duration.ofSeconds(60)).until(() -> !Seen.get("/api/v1/orders/" + id + "/returns")
                .getList("id")
                .isEmpty());

        // When
        page.navigate(home + "returns");
        assertThat(page.textContent("main")).contains(order.remoteOrderId(), "Back: open the parcel");
        show(page, "orders-returns");
        page.navigate(home + "order/" + id);
        show(page, "orders-return");
        page.fill("#sellable0", "1");
        page.fill("#damaged0", "1");
        page.click("form[action*='/return/'] button");

        // Then
        assertThat(page.textContent("main"))
                .contains("1 to be sold again, 1 damaged, 0 missing", "not booked in Haat yet");
        assertThat(page.textContent(".head .badge")).isEqualTo("Returned");
    }

    @Test
    void orderCancelledAfterItLeftSaysByWhomAndTakesItsGoodsBack() {
        String id = cancelledUnderWay("PHU-TANT-83");
        Page page = desk();
        page.navigate(home + "order/" + id);
        assertThat(page.textContent("main"))
                .contains(
                        "cancelled on the marketplace after it had left",
                        "Cancelled by",
                        "The buyer",
                        "changed_mind",
                        "Cancelled under way: expected back");
        show(page, "orders-cancelled");

        page.click("#returns ~ * summary");
        page.fill("#sellable0", "2");
        page.click("form[action*='/return/'] button");

        assertThat(page.textContent(".head .badge")).isEqualTo("Returned");
        assertThat(page.textContent("main"))
                .contains("2 to be sold again, 0 damaged, 0 missing")
                .doesNotContain("nobody pays for it");
    }

    @Test
    void aSecondClickIsNoSecondParcel() {
        ChannelOrder order = allocated("PHU-TANT-72");
        String id = Seen.order(order).getString("id");
        Page page = desk();
        page.navigate(home + "order/" + id);
        page.fill("#carrier", "India Post");
        page.fill("#tracking", "EW222222222IN");
        // The form is sent twice as it stands, as an impatient person or a bad line does.
        Object statuses = page.evaluate("async () => { const form = document.querySelector('form[action$=\"/ship\"]');"
                + " const send = () => fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });"
                + " return [(await send()).status, (await send()).status]; }");
        assertThat(statuses).isEqualTo(List.of(200, 200));
        assertThat(Seen.get("/api/v1/orders/" + id + "/shipments").getList("id"))
                .hasSize(1);
    }

    @Test
    void aRefusalIsToldInWordsAndTheOrderStays() {
        ChannelOrder order = allocated("PHU-TANT-73");
        String id = Seen.order(order).getString("id");
        Page first = desk();
        first.navigate(home + "order/" + id);
        Page second = desk();
        second.navigate(home + "order/" + id);
        first.fill("#reason", "the loom broke");
        first.click("button[value=hold]");
        assertThat(first.textContent("main")).contains("Somebody put this order on hold", "the loom broke");
        second.fill("#reason", "no goods");
        second.onDialog(dialog -> dialog.accept());
        second.click("button[value=cancel]");
        assertThat(second.textContent("h1")).contains("Somebody changed this since you opened it");
        assertThat(Seen.order(order).getString("state")).isEqualTo("ALLOCATED");
    }

    @Test
    void oneLineIsCancelledAndTheOtherStays() {
        // Given
        ChannelOrder order = OrderFixture.anOrder()
                .line("PHU-TANT-75", 2)
                .line("PHU-TANT-76", 150)
                .build();
        Bus.say(order);
        Seen.movements(Seen.order(order), 2).forEach(asked -> Bus.answer(asked, true));
        String id = Seen.orderInState(order, "ALLOCATED").getString("id");
        Page page = desk();
        page.navigate(home + "order/" + id);
        assertThat(page.textContent("main")).contains("₹1,51,848.00");

        // When
        page.click("#stop ~ details summary");
        page.selectOption("#line", Seen.order(order).getString("lines[0].id"));
        page.fill("#line-why", "the loom broke");
        page.onDialog(dialog -> dialog.accept());
        page.click("button[value='cancel-line']");

        // Then
        assertThat(page.textContent("main")).contains("A line cancelled", "the loom broke", "We cancelled, and the");
        assertThat(Seen.order(order).<Integer>getList("lines.cancelledQuantity"))
                .isEqualTo(List.of(2, 0));
        assertThat(Seen.order(order).getString("state")).isEqualTo("ALLOCATED");
    }

    @Test
    void parcelsOfTheSameHandOverAreAllOnSomePage() throws SQLException {
        Set<UUID> parcels = new HashSet<>();
        for (String sku : List.of("PHU-TANT-91", "PHU-TANT-92", "PHU-TANT-93")) {
            String id = left(OrderFixture.anOrder().line(sku, 1).build());
            parcels.add(UUID.fromString(
                    Seen.get("/api/v1/orders/" + id + "/shipments").getString("[0].id")));
        }
        sameMoment(parcels);

        List<UUID> found = new ArrayList<>();
        ParcelCursor from = new ParcelCursor(MOMENT.minusMillis(1), Instant.EPOCH, new UUID(0, 0));
        Page page = desk();
        page.navigate(home + "parcels?after=" + from);
        assertThat(page.locator("nav.pager a[href$='/parcels']").count())
                .as("to the beginning")
                .isPositive();
        for (int i = 0; i < parcels.size(); i++) {
            ParcelCursor begin = from;
            List<Shipment> one = Scope.agency(OrderFixture.AGENCY, () -> QuarkusTransaction.requiringNew()
                    .call(() -> shipments.inWork(Instant.now().minusSeconds(3_600), begin, 1)));
            found.add(one.get(0).id());
            from = ParcelCursor.parse(ParcelCursor.after(one.get(0)).toString());
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(parcels);
        page.navigate(home + "parcels?after=yesterday");
        assertThat(page.textContent("main")).contains("Open the list again");
    }

    /** Of no other test's parcel. */
    private static final Instant MOMENT = Instant.parse("2026-11-20T06:30:00.123456Z");

    private static void sameMoment(Set<UUID> parcels) throws SQLException {
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                Statement statement = connection.createStatement()) {
            String ids = parcels.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
            statement.execute("UPDATE orders SET ship_by = '" + MOMENT + "' WHERE id IN"
                    + " (SELECT order_id FROM shipment WHERE id IN (" + ids + "))");
            statement.execute(
                    "UPDATE shipment SET created_at = '2026-11-19T06:30:00.123456Z' WHERE id IN (" + ids + ")");
        }
    }

    @Test
    void aPartnersSecretIsShownOnce() {
        Page page = desk();
        page.navigate(home + "partners");
        String code = "counter-" + UUID.randomUUID().toString().substring(0, 6);
        page.fill("#name", "Shop counter Dhakuria");
        page.fill("#code", code);
        page.click("form.stack button");
        String secret = page.textContent("code.secret");
        assertThat(secret).startsWith("whsec_");
        page.click("a.btn.main");
        assertThat(page.content()).contains(code).doesNotContain(secret);
        show(page, "orders-partners");
    }

    @Test
    void everyPageFitsIsLightAndKeepsNobodyOut() {
        List<String> paths = List.of(
                "",
                "?attention=any",
                "order/" + Seen.order(allocated("PHU-TANT-74")).getString("id"),
                "order/" + cancelledUnderWay("PHU-TANT-84"),
                "order/" + refused("PHU-TANT-85"),
                "parcels",
                "returns",
                "returns?show=all",
                "partners");

        assertThat(TestBrowser.walk(signIn(browser.phone()), home.toString(), paths))
                .isEmpty();
    }

    /** Left, then cancelled by its buyer; the order's id. */
    private String cancelledUnderWay(String sku) {
        OrderFixture fixture = OrderFixture.anOrder().line(sku, 2);
        ChannelOrder order = fixture.build();
        String id = left(order);
        Bus.say(fixture.version(2)
                .cancelled(ChannelOrder.Canceller.BUYER, Instant.parse("2026-11-21T05:00:00Z"), "changed_mind")
                .build());
        Seen.orderInState(order, "RTO");
        return id;
    }

    /** Left, and its channel does not take the parcel; the order's id. */
    private String refused(String sku) {
        ChannelOrder order = OrderFixture.anOrder().line(sku, 1).build();
        String id = left(order);
        Bus.say(
                EventType.SHIPMENT_CONFIRMATION,
                EventKey.ofRemoteOrder(order.account(), order.remoteOrderId()),
                order.agency(),
                new ShipmentConfirmation(
                        order.agency(),
                        order.account(),
                        order.channel(),
                        order.remoteOrderId(),
                        Seen.get("/api/v1/orders/" + id + "/shipments").getString("[0].id"),
                        false,
                        "InvalidTracking",
                        "Tracking ID not found",
                        Instant.now()));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Seen.order(order).getList("attention").contains("SHIPMENT_REFUSED"));
        return id;
    }

    private static String left(ChannelOrder order) {
        Bus.say(order);
        Bus.answer(Seen.movements(Seen.order(order), 1).get(0), true);
        String id = Seen.orderInState(order, "ALLOCATED").getString("id");
        given().auth()
                .oauth2(Seen.ADMIN)
                .contentType("application/json")
                .header("Idempotency-Key", "k")
                .body("{\"carrier\":\"India Post\",\"trackingNumber\":\"EW123456789IN\"}")
                .post("/api/v1/orders/" + id + "/shipments")
                .then()
                .statusCode(201);
        return id;
    }

    private ChannelOrder allocated(String sku) {
        return allocated(sku, "amazon-in");
    }

    private ChannelOrder allocated(String sku, String channel) {
        Bus.list(OrderFixture.AGENCY, sku, 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> Seen.skuIsKnown(sku));
        OrderFixture fixture = OrderFixture.anOrder().channel(channel).line(sku, 2);
        String context = "order|" + fixture.account() + '|' + fixture.remoteOrderId();
        ChannelOrder order = fixture.buyer(new ChannelOrder.SealedBuyer(
                        vault.seal("Asha Roy", context),
                        vault.seal("12 Lake Road", context),
                        null,
                        vault.seal("Kolkata", context),
                        vault.seal("+91 98300 00000", context),
                        null))
                .build();
        Bus.say(order);
        Bus.answer(Seen.movements(Seen.order(order), 1).get(0), true);
        Seen.orderInState(order, "ALLOCATED");
        return order;
    }

    /** A new tab of the person who signed in once for all tests of a desk. */
    private Page desk() {
        if (signedIn == null) {
            signedIn = signIn(browser.desk());
        }
        return signedIn.context().newPage();
    }

    private Page signIn(Page page) {
        return TestBrowser.signIn(page, home.toString(), "Mitali Ghosh", OrderFixture.AGENCY, "agency-admin");
    }

    /** Pictures for people to look at, in both widths, three languages and the dark: only when asked for. */
    private void show(Page page, String name) {
        if (System.getenv("HAAT_PICTURES") == null) {
            return;
        }
        for (String language : List.of("bn", "hi", "en")) {
            TestBrowser.speak(page, language, home.resolve("/").toString());
            page.reload();
            TestBrowser.picture(page, name);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        TestBrowser.picture(page, name + "-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(1280, 800);
    }
}
