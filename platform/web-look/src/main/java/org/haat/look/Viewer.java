package org.haat.look;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.haat.edge.Role;
import org.jspecify.annotations.Nullable;

/** Who looks at this page: name, roles, language, and where they are. Templates read it as {@code cdi:viewer}. */
@RequestScoped
@Named("viewer")
public class Viewer {
    static final String LANGUAGE_COOKIE = "haat_lang";
    private static final int LONGEST_ADDRESS = 2_000;
    private static final Pattern ACCOUNT = Pattern.compile("(/.*?/?accounts/[0-9a-f]{8}-[0-9a-f-]{27})(?=/|$)");

    private static final List<Service> SERVICES = List.of(
            new Service(
                    "catalog",
                    "/catalog",
                    Role.AGENCY_ADMIN,
                    Role.CATALOGUE_EDITOR,
                    Role.APPROVER,
                    Role.DISTRICT_OFFICER,
                    Role.OPERATIONS),
            new Service("orders", "/orders", Role.AGENCY_ADMIN, Role.OPERATIONS),
            new Service("sync", "/sync", Role.AGENCY_ADMIN, Role.OPERATIONS));

    private final @Nullable SecurityIdentity identity;
    private final RoutingContext request;
    private final String rootPath;
    private final String origin;

    /** A tab of the top bar. */
    public record Tab(String name, String href, boolean current) {}

    private record Service(String name, String root, List<String> roles) {
        Service(String name, String root, String... roles) {
            this(name, root, List.of(roles));
        }
    }

    public Viewer(
            CurrentIdentityAssociation identities,
            RoutingContext request,
            @ConfigProperty(name = "quarkus.http.root-path") String rootPath,
            @ConfigProperty(name = "haat.origin", defaultValue = "http://127.0.0.1:8080") String origin) {
        this.origin = origin;
        this.identity = known(identities);
        this.request = request;
        this.rootPath = rootPath.endsWith("/") ? rootPath.substring(0, rootPath.length() - 1) : rootPath;
    }

    /** Whoever the request has been found to come from so far; an error page may come before anybody asked. */
    private static @Nullable SecurityIdentity known(CurrentIdentityAssociation identities) {
        return identities
                .getDeferredIdentity()
                .onFailure()
                .recoverWithNull()
                .subscribeAsCompletionStage()
                .getNow(null);
    }

    public Language getLanguage() {
        Cookie chosen = request.request().getCookie(LANGUAGE_COOKIE);
        return Language.choose(
                chosen == null ? null : chosen.getValue(), request.request().getHeader("Accept-Language"));
    }

    public List<Language> getLanguages() {
        return List.of(Language.values());
    }

    public boolean isSignedIn() {
        return identity != null && !identity.isAnonymous();
    }

    /** The person's name as the identity provider gives it. */
    public String getName() {
        if (identity == null || !claim("name").isEmpty()) {
            return claim("name");
        }
        return identity.getPrincipal().getName();
    }

    /** First letter of the name, as a person reads letters. */
    public String getInitial() {
        String name = getName();
        return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
    }

    /** Code of the person's agency, or empty. */
    public String getAgency() {
        return claim("agency");
    }

    /** The role that the page names next to the person: the first of ours. */
    public String getRole() {
        return List.of(
                        Role.AGENCY_ADMIN,
                        Role.APPROVER,
                        Role.CATALOGUE_EDITOR,
                        Role.DISTRICT_OFFICER,
                        Role.OPERATIONS,
                        Role.PARTNER)
                .stream()
                .filter(this::may)
                .findFirst()
                .orElse("");
    }

    /** True if the person has one of the roles. */
    public boolean may(String... roles) {
        return identity != null && Arrays.stream(roles).anyMatch(identity::hasRole);
    }

    /** The services whose pages this person may open. */
    public List<Tab> getTabs() {
        return SERVICES.stream()
                .filter(service -> service.roles().stream().anyMatch(this::may))
                .map(service -> new Tab(
                        service.name(), service.root() + '/', service.root().equals(rootPath)))
                .toList();
    }

    /** The path all links of this service start with, without a slash at its end. */
    public String getRoot() {
        return rootPath;
    }

    /** Path and query of this page, to come back to; the service's start for the answer to a form. */
    public String getHere() {
        return isRead() ? request.request().uri() : rootPath + '/';
    }

    /** Path and query of the page that this request came from, or empty when it was none of ours or this one. */
    public String getCameFrom() {
        String from = request.request().getHeader("Referer");
        if (from == null || from.length() > LONGEST_ADDRESS) {
            return "";
        }
        try {
            return cameFrom(from, URI.create(from));
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private String cameFrom(String from, URI uri) {
        String path = uri.getRawPath();
        boolean ours = from.startsWith(origin + '/')
                || String.valueOf(request.request().authority()).equals(uri.getRawAuthority());
        if (!ours || path == null || !path.startsWith("/") || path.startsWith("//")) {
            return "";
        }
        String address = uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
        return isRead() && address.equals(request.request().uri()) ? "" : address;
    }

    /** True for a page that is looked at, false for a form that was sent. */
    public boolean isRead() {
        return "GET".equals(request.request().method().name());
    }

    /** The page of the account that this request is about, or empty. */
    public String getAccountPage() {
        Matcher account = ACCOUNT.matcher(request.normalizedPath());
        return account.lookingAt() && account.group().startsWith(rootPath + '/') ? account.group(1) : "";
    }

    /** True if the page's path starts with this path below the service's root. */
    public boolean at(String path) {
        return request.normalizedPath().startsWith(rootPath + path);
    }

    /** True if this is the page at that path below the service's root, and none below it. */
    public boolean isExactly(String path) {
        return request.normalizedPath().equals(rootPath + path);
    }

    private String claim(String name) {
        Object value =
                identity != null && identity.getPrincipal() instanceof JsonWebToken token ? token.getClaim(name) : null;
        return text(value);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString().strip();
    }
}
