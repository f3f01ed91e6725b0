package org.haat.look;

import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Expression;
import io.quarkus.qute.NamespaceResolver;
import io.quarkus.qute.Results;
import io.quarkus.qute.TemplateInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a template may say. {@code {t:key}} or {@code {t:key(a, b)}} is a message; {@code {t:of('state', value, 'text')}} the
 * message {@code state_<value>}, or the text where there is none ({@code 'state kind'}: the first that there is); {@code {t:named(key, 'text')}} one whose key is a value; {@code {t:fault(code, 'text')}} what is wrong with a field. {@code {f:money(paise)}}, {@code {f:number(n)}},
 * {@code {f:percent(part, whole)}}, {@code {f:date(x)}}, {@code {f:time(x)}}, {@code {f:ago(x)}} and
 * {@code {f:duration(millis)}} write figures; an absent figure is a dash.
 */
final class TemplateWords {
    private static final String NOTHING = "–";

    private TemplateWords() {}

    static NamespaceResolver messages(Messages messages) {
        return new Namespace("t") {
            @Override
            Object say(Language language, String name, List<@Nullable Object> arguments) {
                if ("of".equals(name)) {
                    String otherwise = String.valueOf(arguments.get(arguments.size() > 2 ? 2 : 1));
                    return messages.textOf(
                            language, String.valueOf(arguments.get(0)), String.valueOf(arguments.get(1)), otherwise);
                }
                if ("named".equals(name)) {
                    return messages.textNamed(
                            language, String.valueOf(arguments.get(0)), String.valueOf(arguments.get(1)));
                }
                if ("fault".equals(name)) {
                    return messages.ofFault(
                            language, String.valueOf(arguments.get(0)), String.valueOf(arguments.get(1)));
                }
                return messages.text(language, name, arguments.toArray());
            }
        };
    }

    static NamespaceResolver figures(Clock clock) {
        return new Namespace("f") {
            @Override
            Object say(Language language, String name, List<@Nullable Object> arguments) {
                Object first = arguments.get(0);
                return first == null || Results.isNotFound(first)
                        ? NOTHING
                        : figure(language, name, first, arguments, clock);
            }
        };
    }

    private static String figure(
            Language language, String name, Object first, List<@Nullable Object> arguments, Clock clock) {
        return switch (name) {
            case "money" -> Figures.money(language, ((Number) first).longValue());
            case "number" -> Figures.number(language, (Number) first);
            case "percent" -> Figures.percent(language, ((Number) first).longValue(), whole(arguments));
            case "date" ->
                first instanceof LocalDate date
                        ? Figures.date(language, date)
                        : Figures.date(language, (Instant) first);
            case "time" -> Figures.time(language, (Instant) first);
            case "ago" -> Figures.distance(language, (Instant) first, clock.instant());
            case "duration" -> Figures.duration(language, Duration.ofMillis(((Number) first).longValue()));
            default -> throw new IllegalArgumentException("There is no figure f:" + name);
        };
    }

    private static long whole(List<@Nullable Object> arguments) {
        return arguments.get(1) instanceof Number whole ? whole.longValue() : 0;
    }

    private abstract static class Namespace implements NamespaceResolver {
        private final String namespace;

        Namespace(String namespace) {
            this.namespace = namespace;
        }

        abstract Object say(Language language, String name, List<@Nullable Object> arguments);

        @Override
        public String getNamespace() {
            return namespace;
        }

        @Override
        public CompletionStage<Object> resolve(EvalContext context) {
            List<CompletableFuture<Object>> parameters = new ArrayList<>();
            for (Expression parameter : context.getParams()) {
                parameters.add(context.evaluate(parameter).toCompletableFuture());
            }
            return CompletableFuture.allOf(parameters.toArray(CompletableFuture[]::new))
                    .thenApply(done -> {
                        List<@Nullable Object> arguments = new ArrayList<>();
                        parameters.forEach(parameter -> arguments.add(parameter.join()));
                        return say(language(context), context.getName(), arguments);
                    });
        }

        private static Language language(EvalContext context) {
            Object locale = context.getAttribute(TemplateInstance.LOCALE);
            return Language.of(locale instanceof Locale l ? l.toLanguageTag() : String.valueOf(locale));
        }
    }
}
