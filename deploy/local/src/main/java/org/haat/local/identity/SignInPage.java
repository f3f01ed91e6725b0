package org.haat.local.identity;

import io.vertx.core.MultiMap;
import java.util.List;
import org.haat.local.gateway.Page;

/** The page on which a person is picked: one button for each, no password. */
final class SignInPage {
    private static final List<String> CARRIED = List.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method");

    private SignInPage() {}

    static String html(List<Person> people, MultiMap parameters) {
        StringBuilder body = new StringBuilder("""
                <h1>Who are you today?</h1>
                <p lang="bn">আজ আপনি কে?</p><p lang="hi">आज आप कौन हैं?</p>
                <p>These are demo people on your own machine. Pick one; no password is needed.</p>
                <form method="post" action="authorize">
                """);
        for (String name : CARRIED) {
            String value = parameters.get(name);
            if (value != null) {
                body.append("<input type=\"hidden\" name=\"")
                        .append(name)
                        .append("\" value=\"")
                        .append(Page.escape(value))
                        .append("\">\n");
            }
        }
        for (Person person : people) {
            body.append("<button name=\"person\" value=\"")
                    .append(Page.escape(person.id()))
                    .append("\"><b>")
                    .append(Page.escape(person.name()))
                    .append("</b><span>")
                    .append(Page.escape(person.job()))
                    .append("</span></button>\n");
        }
        return Page.html("Sign in", body.append("</form>").toString());
    }
}
