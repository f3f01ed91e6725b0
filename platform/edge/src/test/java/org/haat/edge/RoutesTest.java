package org.haat.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes routes = new Routes("/shop", List.of(All.class, One.class, Pictures.class, String.class));

    @Path("api/things")
    @RolesAllowed("reader")
    static final class All {
        @GET
        public void list() {}

        @POST
        @RolesAllowed({"writer", "reader"})
        public void make() {}
    }

    @Path("/api/things/{id}")
    static final class One {
        @GET
        public void get() {}

        @PUT
        @Path("/colour")
        public void paint() {}
    }

    @Path("pictures")
    @RolesAllowed("reader")
    static final class Pictures {
        @GET
        @Path("{hash: [0-9a-f]{4}}")
        @PermitAll
        public void get() {}
    }

    @Test
    void addressTakesTheMethodsOfEveryClassThatSharesIt() {
        assertThat(routes.methodsAt("/shop/api/things")).containsExactly("GET", "HEAD", "OPTIONS", "POST");
        assertThat(routes.methodsAt("/shop/api/things/7")).containsExactly("GET", "HEAD", "OPTIONS");
        assertThat(routes.methodsAt("/shop/api/things/7/colour")).containsExactly("OPTIONS", "PUT");
    }

    @Test
    void formOfAParameterHolds() {
        assertThat(routes.methodsAt("/shop/pictures/ab01")).contains("GET");
        assertThat(routes.methodsAt("/shop/pictures/ab01x")).isEmpty();
        assertThat(routes.methodsAt("/shop/nowhere")).isEmpty();
        assertThat(routes.methodsAt("/shop/api/things/7/colour/blue")).isEmpty();
    }

    @Test
    void methodsOwnRolesReplaceThoseOfItsClass() {
        assertThat(Routes.of(List.of(All.class, Pictures.class)))
                .containsExactlyInAnyOrder(
                        new Routes.Route("GET", "/api/things", Set.of("reader")),
                        new Routes.Route("POST", "/api/things", Set.of("writer", "reader")),
                        new Routes.Route("GET", "/pictures/{hash: [0-9a-f]{4}}", Set.of()));
    }
}
