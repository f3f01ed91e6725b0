package org.haat.channelsync.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.channelsync.alert.Deliveries.Occasion;
import org.haat.look.Language;
import org.haat.look.Messages;
import org.jspecify.annotations.Nullable;

/** What an alert says, in the language of whoever gets it: one sentence, and for a program the facts beside it. */
@Singleton
public class AlertText {
    private final Messages messages;
    private final ObjectMapper json;
    private final String origin;
    private final String root;

    public AlertText(
            Messages messages,
            ObjectMapper json,
            @ConfigProperty(name = "haat.origin") String origin,
            @ConfigProperty(name = "quarkus.http.root-path") String root) {
        this.messages = messages;
        this.json = json;
        this.origin = origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
        this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    }

    /** For example "Anandadhara shop: the oldest change has waited for 17 minutes." */
    public String sentence(Alert alert, Language language) {
        String name = alert.rule().equals(Condition.CHANNEL_STOPPED)
                ? messages.textOf(language, "channel", alert.name(), alert.name())
                : alert.name();
        return plain(messages.text(language, "alert_" + alert.rule(), name, alert.figure(), alert.detail()));
    }

    String subject(@Nullable Alert alert, Occasion occasion, Language language) {
        String what = alert == null ? "" : sentence(alert, language);
        return plain(
                "Haat · " + messages.text(language, "alert_" + occasion.name()) + (what.isEmpty() ? "" : ": " + what));
    }

    String mail(@Nullable Alert alert, Occasion occasion, Language language) {
        return subject(alert, occasion, language) + "\n\n" + origin + path(alert) + "\n\n"
                + messages.text(language, "alert_mail_end") + '\n';
    }

    /** The body of a webhook after Standard Webhooks: {@code type}, {@code timestamp}, {@code data}. */
    String event(@Nullable Alert alert, Occasion occasion, Language language, Instant now) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put(
                "text",
                alert == null || occasion == Occasion.CLEARED
                        ? subject(alert, occasion, language)
                        : sentence(alert, language));
        data.put("link", origin + path(alert));
        if (alert != null) {
            data.put("alert", alert.id());
            data.put("rule", alert.rule());
            data.put("severity", alert.severity());
            data.put("agency", alert.agency());
            data.put("channel", alert.channel());
            data.put("account", alert.account() == null ? null : alert.account().toString());
            data.put("name", alert.name());
            data.put("figure", alert.figure());
            data.put("raisedAt", alert.raisedAt().toString());
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "alert." + occasion.name().toLowerCase(java.util.Locale.ROOT));
        event.put("timestamp", now.toString());
        event.put("data", data);
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An alert cannot be written as JSON", e);
        }
    }

    /** The page where somebody acts. */
    public String path(@Nullable Alert alert) {
        if (alert == null) {
            return root + "/alerts";
        }
        return root
                + switch (alert.rule()) {
                    case "NEEDS_REAUTH", "CONSENT_AWAITED", "CREDENTIAL_ENDS" -> "/accounts/" + alert.account();
                    case "REFUSED_SHARE" -> "/issues?account=" + alert.account();
                    case "PARKED_MESSAGE" -> "/parked";
                    case "MASS_CHANGE", Condition.CHANNEL_STOPPED -> "/safety";
                    case "DRIFT" -> "/audits?account=" + alert.account();
                    default -> "/";
                };
    }

    /** One line, whatever people called their accounts. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
