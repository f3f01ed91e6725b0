package org.haat.sandbox.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.Fault;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;

/** Unkindness at the press of a button: what is on, and the few switches a lesson needs. The API has all of them. */
final class SwitchesPage {
    private static final Map<FaultKind, String> LESSONS = lessons();

    private final Unkindness unkindness;
    private final Accounts accounts;
    private final Pace pace;

    SwitchesPage(Unkindness unkindness, Accounts accounts, Pace pace) {
        this.unkindness = unkindness;
        this.accounts = accounts;
        this.pace = pace;
    }

    private static Map<FaultKind, String> lessons() {
        Map<FaultKind, String> lessons = new java.util.LinkedHashMap<>();
        lessons.put(FaultKind.THROTTLE, "Too many calls (429)");
        lessons.put(FaultKind.STATUS, "Broken inside (500)");
        lessons.put(FaultKind.HTML, "Gateway page in place of data (503)");
        lessons.put(FaultKind.SLOW, "Answers five seconds late");
        lessons.put(FaultKind.RESET, "Connection breaks after the call took effect");
        lessons.put(FaultKind.REVOKE, "Seller withdraws consent");
        lessons.put(FaultKind.NEVER_LIVE, "New listings never go live");
        lessons.put(FaultKind.ISSUE, "New listings are held back for their picture");
        lessons.put(FaultKind.PARTIAL_FAILURE, "Lines of a batch are refused");
        lessons.put(FaultKind.FEED_BREAKS, "Feeds break off half way");
        lessons.put(FaultKind.FEED_REPORT, "Reports of feeds do not add up");
        lessons.put(FaultKind.HOLD, "New orders are on hold");
        lessons.put(FaultKind.PUSH_LOST, "Notifications are never sent");
        lessons.put(FaultKind.PUSH_OUT_OF_ORDER, "Notifications come out of order");
        return lessons;
    }

    Answer show(Call call) {
        StringBuilder body = new StringBuilder(ShopPage.said(call));
        List<Fault> on = List.copyOf(unkindness.on());
        if (on.isEmpty()) {
            body.append("<p>The marketplaces are kind now.</p>");
        } else {
            body.append("<h2>On now</h2><ul class=\"on\">");
            on.forEach(f -> body.append(
                    "<li>%s, %s%s%s <form method=\"post\" action=\"/sandbox/switch-off\"><input type=\"hidden\" name=\"id\" value=\"%s\"><button>Turn off</button></form></li>"
                            .formatted(
                                    Html.text(LESSONS.getOrDefault(
                                            f.fault(), f.fault().word())),
                                    Html.text(f.partner() == null ? "everywhere" : f.partner()),
                                    f.remaining() == null ? "" : ", " + f.remaining() + " more times",
                                    f.until() == null
                                            ? ""
                                            : ", until " + f.until().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                                    Html.text(f.id()))));
            body.append("</ul>");
        }
        body.append("<h2>Turn one on</h2><form class=\"switch\" method=\"post\" action=\"/sandbox/switch-on\">")
                .append("<label for=\"fault\">What goes wrong</label><select id=\"fault\" name=\"fault\">");
        LESSONS.forEach((kind, words) ->
                body.append("<option value=\"%s\">%s</option>".formatted(kind.word(), Html.text(words))));
        body.append("</select><label for=\"partner\">Where</label><select id=\"partner\" name=\"partner\">")
                .append(
                        "<option value=\"amazon-in\">Amazon stand-in</option><option value=\"flipkart\">Flipkart stand-in</option></select>")
                .append("<label for=\"seconds\">For how many seconds</label>")
                .append(
                        "<input id=\"seconds\" name=\"seconds\" type=\"number\" min=\"1\" max=\"3600\" value=\"60\"><button>Turn on</button></form>");
        return Html.page("/sandbox/switches", "Switches", body.toString());
    }

    /** @return what to tell the trainee */
    String on(Map<String, String> form) {
        FaultKind kind = LESSONS.keySet().stream()
                .filter(k -> k.word().equals(form.get("fault")))
                .findFirst()
                .orElse(null);
        String partner = Accounts.partner(form.getOrDefault("partner", "")).orElse(null);
        String seconds = form.getOrDefault("seconds", "60");
        if (kind == null || partner == null || !seconds.matches("[0-9]{1,4}")) {
            return "That switch is not known.";
        }
        Instant until = pace.now().plus(Duration.ofSeconds(Long.parseLong(seconds)));
        unkindness.put(new Fault(
                accounts.hex(4), kind, partner, null, null, null, null, null, until, Json.MAPPER.createObjectNode()));
        return "Turned on.";
    }

    String off(Map<String, String> form) {
        return unkindness.remove(form.getOrDefault("id", "")) ? "Turned off." : "It was off already.";
    }
}
