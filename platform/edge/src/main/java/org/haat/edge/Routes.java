package org.haat.edge;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The routes that a service has, as its resource classes declare them. Knows which methods an address takes, also where
 * several classes share it.
 */
@Singleton
public class Routes {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*([\\w.-]+)\\s*(?::\\s*((?:[^{}]|\\{[^{}]*})*))?}");
    private final String root;
    private final List<Known> known;

    /**
     * One route.
     *
     * @param path below the service's root, with its parameters in braces
     * @param roles who may take it; empty when it asks for none
     */
    public record Route(String method, String path, Set<String> roles) {}

    private record Known(String method, Pattern path) {}

    @Inject
    public Routes(BeanManager beans, @ConfigProperty(name = "quarkus.http.root-path", defaultValue = "/") String root) {
        this(
                root,
                beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                        .map(Bean::getBeanClass)
                        .collect(Collectors.toSet()));
    }

    Routes(String root, Collection<? extends Class<?>> resources) {
        this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        this.known = of(resources).stream()
                .map(route -> new Known(route.method(), pattern(route.path())))
                .toList();
    }

    /** Those that these classes declare; a class without a path declares none. */
    public static List<Route> of(Collection<? extends Class<?>> resources) {
        List<Route> routes = new ArrayList<>();
        for (Class<?> resource : resources) {
            Path path = resource.getAnnotation(Path.class);
            if (path != null) {
                for (Method method : resource.getDeclaredMethods()) {
                    add(routes, resource, path.value(), method);
                }
            }
        }
        return routes;
    }

    /**
     * Which methods an address takes, with those that every service answers by itself.
     *
     * @param path as the caller sent it, with the service's root
     */
    public Set<String> methodsAt(String path) {
        String below = path.startsWith(root) ? path.substring(root.length()) : path;
        Set<String> methods = known.stream()
                .filter(route -> route.path().matcher(below).matches())
                .map(Known::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    private static void add(List<Route> routes, Class<?> resource, String base, Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (http != null) {
                Path path = method.getAnnotation(Path.class);
                routes.add(
                        new Route(http.value(), join(base, path == null ? "" : path.value()), roles(resource, method)));
            }
        }
    }

    private static Set<String> roles(Class<?> resource, Method method) {
        boolean own = method.isAnnotationPresent(RolesAllowed.class) || method.isAnnotationPresent(PermitAll.class);
        AnnotatedElement from = own ? method : resource;
        RolesAllowed allowed = from.getAnnotation(RolesAllowed.class);
        return allowed == null ? Set.of() : Set.of(allowed.value());
    }

    private static String join(String base, String path) {
        String joined = '/' + base + '/' + path;
        String plain = joined.replaceAll("/{2,}", "/");
        return plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static Pattern pattern(String path) {
        StringBuilder pattern = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(path);
        int from = 0;
        while (parameter.find()) {
            String form = parameter.group(2);
            pattern.append(Pattern.quote(path.substring(from, parameter.start())))
                    .append(form == null ? "[^/]+" : "(?:" + form.strip() + ')');
            from = parameter.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(path.substring(from))).append("/?").toString());
    }
}
