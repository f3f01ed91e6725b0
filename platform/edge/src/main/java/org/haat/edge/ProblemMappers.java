package org.haat.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.logging.Log;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns every exception that reaches the edge into a problem; an unexpected one is logged once, with its trace id. */
@Singleton
public class ProblemMappers {
    public static final String PROBLEM_JSON = "application/problem+json";
    private final Instance<ErrorPage> errorPage;
    private final Routes routes;

    public ProblemMappers(Instance<ErrorPage> errorPage, Routes routes) {
        this.errorPage = errorPage;
        this.routes = routes;
    }

    @ServerExceptionMapper
    public Response problem(Problem problem, RoutingContext context) {
        Response.ResponseBuilder builder = answer(problem, context);
        return problem.retryAfterSeconds() > 0
                ? builder.header("Retry-After", problem.retryAfterSeconds()).build()
                : builder.build();
    }

    /** Named beside its parent, because Quarkus brings a mapper of its own for it. */
    @ServerExceptionMapper
    public Response json(MismatchedInputException e, RoutingContext context) {
        return answer(JsonProblem.of(e), context).build();
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException e, RoutingContext context) {
        return answer(JsonProblem.of(e), context).build();
    }

    @ServerExceptionMapper
    public Response violated(ConstraintViolationException e, RoutingContext context) {
        List<Problem.Fault> faults =
                e.getConstraintViolations().stream().map(ProblemMappers::fault).toList();
        return answer(Problem.invalid(faults), context).build();
    }

    @ServerExceptionMapper({OptimisticLockException.class, org.hibernate.StaleStateException.class})
    public Response stale(RoutingContext context) {
        return answer(Problem.stale("record"), context).build();
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e, RoutingContext context) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json, context);
        }
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        Set<String> methods = status == 404 || status == 405 ? routes.methodsAt(context.normalizedPath()) : Set.of();
        boolean otherMethod = !methods.isEmpty()
                && !methods.contains(context.request().method().name());
        return otherMethod ? notAllowed(methods, context) : plain(status, context);
    }

    /** Also where the router found nothing: it looks no further than one of the classes that share an address. */
    private Response notAllowed(Set<String> methods, RoutingContext context) {
        return answer(new Problem(405, code(405), detail(405), List.of()), context)
                .header("Allow", String.join(", ", methods))
                .build();
    }

    private Response plain(int status, RoutingContext context) {
        return answer(new Problem(status, code(status), detail(status), List.of()), context)
                .build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e, RoutingContext context) {
        return answer(
                        Problem.forbidden(
                                "role-needed", "Your role does not allow this. Ask your agency's administrator."),
                        context)
                .build();
    }

    @ServerExceptionMapper({
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class
    })
    public Uni<Response> unauthorized(RoutingContext context) {
        if (wantsPage(context) && HttpMethod.POST.equals(context.request().method())) {
            return Uni.createFrom().item(signedOut(context));
        }
        HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
        return authenticator
                .getChallenge(context)
                .map(challenge -> challenged(challenge, context))
                .onFailure(OIDCException.class)
                .recoverWithItem(e -> identityDown((OIDCException) e, context));
    }

    /** Not led to the sign-in page: it would lead back to the form's address, which is no page, and say nothing of the form. */
    private Response signedOut(RoutingContext context) {
        return answer(new Problem(401, "signed-out", "You were signed out, so nothing was done.", List.of()), context)
                .build();
    }

    /** The identity provider does not answer and the token's key is not known yet: closed, and honest about it. */
    @ServerExceptionMapper
    public Response identityDown(OIDCException e, RoutingContext context) {
        Log.warnf("The identity provider did not answer: %s", e.getMessage());
        Problem problem = Problem.unavailable("The sign-in service does not answer for a moment. Try again.");
        return answer(problem, context).header("Retry-After", "5").build();
    }

    /** What no mapper knows: the database away, a fault of the caller that shows late, or ours. */
    @ServerExceptionMapper
    public Response unexpected(Throwable e, RoutingContext context) {
        if (DatabaseDown.isCauseOf(e)) {
            Log.warnf("%s %s: the database did not answer", context.request().method(), context.normalizedPath());
            Problem problem = Problem.unavailable("The service is short of its database for a moment. Try again.");
            return answer(problem, context).header("Retry-After", "2").build();
        }
        Problem callers = CallersFault.of(e);
        if (callers != null) {
            return answer(callers, context).build();
        }
        Log.errorf(e, "%s %s failed", context.request().method(), context.normalizedPath());
        Problem problem = new Problem(
                500, "internal", "Something went wrong on our side. Tell operations the trace id.", List.of());
        return answer(problem, context).build();
    }

    private Response challenged(@Nullable ChallengeData challenge, RoutingContext context) {
        int status = challenge == null ? 401 : challenge.status;
        Response.ResponseBuilder builder = status == 401
                ? answer(new Problem(401, "sign-in-needed", "Send a valid access token.", List.of()), context)
                : Response.status(status);
        if (challenge != null) {
            challenge.getHeaders().forEach((name, value) -> builder.header(name.toString(), value));
        }
        return builder.build();
    }

    private Response.ResponseBuilder answer(Problem problem, RoutingContext context) {
        Object traceId = MDC.get("traceId");
        String trace = traceId == null ? null : traceId.toString();
        if (wantsPage(context) && errorPage.isResolvable()) {
            String html = errorPage.get().html(problem, trace == null ? "" : trace);
            return Response.status(problem.status())
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                    .entity(html);
        }
        return Response.status(problem.status())
                .type(PROBLEM_JSON)
                .entity(ProblemBody.of(problem, context.normalizedPath(), trace));
    }

    private static boolean wantsPage(RoutingContext context) {
        String accept = context.request().getHeader("Accept");
        return accept != null
                && accept.contains("text/html")
                && !context.normalizedPath().contains("/api/");
    }

    private static Problem.Fault fault(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        // The first two nodes are the method and its parameter, which mean nothing to the caller.
        String[] nodes = path.split("\\.", 3);
        String field = nodes.length == 3 ? nodes[2] : nodes[nodes.length - 1];
        return new Problem.Fault(field, "invalid", violation.getMessage(), null);
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            default -> "bad-request";
        };
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take that method.";
            case 406 -> "This address cannot answer in the form that Accept asks for.";
            case 413 -> "The body is larger than this address takes.";
            case 415 -> "This address does not take that Content-Type.";
            default -> "The request is not one that this address understands.";
        };
    }
}
