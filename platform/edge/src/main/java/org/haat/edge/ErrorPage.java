package org.haat.edge;

/** Shows a problem to a person in a browser; platform/web-look gives the one implementation. */
public interface ErrorPage {
    /** @return a whole HTML page in the reader's language */
    String html(Problem problem, String traceId);
}
