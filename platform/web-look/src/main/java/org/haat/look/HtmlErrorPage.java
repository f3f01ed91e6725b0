package org.haat.look;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.List;
import org.haat.edge.ErrorPage;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** A problem as a page: what is wrong, what to do, the way there, and the trace id that operations can find. */
@Singleton
public class HtmlErrorPage implements ErrorPage {
    private final Viewer viewer;
    private final Messages messages;

    public HtmlErrorPage(Viewer viewer, Messages messages) {
        this.viewer = viewer;
        this.messages = messages;
    }

    @CheckedTemplate(basePath = "look")
    record Error(Problem problem, String traceId, List<Line> lines, List<Way> ways, boolean askOperations)
            implements TemplateInstance {}

    /**
     * One thing wrong with one field.
     *
     * @param exact the words for programs where they say more, or null
     */
    record Line(
            String field,
            String words,
            @Nullable String exact,
            @Nullable String remedy) {}

    /** A button; the first is the one to take. */
    record Way(String name, String href, boolean first) {}

    @Override
    public String html(Problem problem, String traceId) {
        NextStep next = NextStep.of(problem);
        return new Error(
                        problem,
                        traceId,
                        problem.faults().stream().map(this::line).toList(),
                        ways(next),
                        next == NextStep.ASK_OPERATIONS)
                .render();
    }

    private Line line(Problem.Fault fault) {
        String words = messages.ofFault(viewer.getLanguage(), fault.code(), fault.message());
        String exact = words.equals(fault.message()) ? null : fault.message();
        return new Line(fault.field(), words, exact, fault.remedy());
    }

    private List<Way> ways(NextStep next) {
        String href = next.href(viewer);
        String start = NextStep.START.href(viewer);
        return href.isEmpty() || href.equals(start)
                ? List.of(new Way((href.isEmpty() ? NextStep.START : next).name(), start, true))
                : List.of(new Way(next.name(), href, true), new Way(NextStep.START.name(), start, false));
    }
}
