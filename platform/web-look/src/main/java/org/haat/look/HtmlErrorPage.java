package org.haat.look;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.haat.edge.ErrorPage;
import org.haat.edge.Problem;

/** A problem as a page: what is wrong, what to do, and the trace id that operations can find. */
@Singleton
public class HtmlErrorPage implements ErrorPage {
    @CheckedTemplate(basePath = "look")
    record Error(Problem problem, String traceId) implements TemplateInstance {}

    @Override
    public String html(Problem problem, String traceId, Locale locale) {
        return new Error(problem, traceId).setLocale(locale).render();
    }
}
