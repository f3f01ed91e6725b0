package org.haat.look;

import io.quarkus.arc.Arc;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Teaches the template engine our words and figures, in the language of whoever is looking. */
@ApplicationScoped
public class LookEngine {
    @Produces
    @Singleton
    Messages messages() {
        return Messages.load(Thread.currentThread().getContextClassLoader());
    }

    void teach(@Observes EngineBuilder engine, Messages messages, Clock clock) {
        engine.addNamespaceResolver(TemplateWords.messages(messages));
        engine.addNamespaceResolver(TemplateWords.figures(clock));
        engine.addTemplateInstanceInitializer(instance -> {
            if (isForARequest()) {
                Viewer viewer = Arc.container().instance(Viewer.class).get();
                instance.setLocale(viewer.getLanguage().locale());
            }
        });
    }

    /** A schedule has a request context too, and no request in it. */
    private static boolean isForARequest() {
        return Arc.container().requestContext().isActive()
                && Arc.container().instance(CurrentVertxRequest.class).get().getCurrent() != null;
    }
}
