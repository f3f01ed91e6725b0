package org.haat.edge;

import java.util.Locale;

/** Shows a problem to a person in a browser; platform/web-look gives the one implementation. */
public interface ErrorPage {
    /** @return a whole HTML page */
    String html(Problem problem, String traceId, Locale locale);
}
