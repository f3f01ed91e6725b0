package org.haat.local.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.haat.local.identity.IdentityProvider;
import org.haat.local.identity.Person;
import org.haat.local.service.HaatService;
import org.junit.jupiter.api.Test;

/** Keycloak's realm gives what the services read, as the demo's identity provider does. */
class RealmTest {
    private final JsonNode realm = InstallFiles.json("deploy/keycloak/haat-realm.json");
    private final JsonNode console = realm.at("/clients/0");

    @Test
    void consoleIsAConfidentialClientOfTheThreeServices() {
        assertThat(console.path("clientId").asText()).isEqualTo(IdentityProvider.CONSOLE);
        assertThat(console.path("publicClient").asBoolean(true)).isFalse();
        assertThat(console.path("secret").asText()).isEqualTo("${HAAT_CONSOLE_SECRET}");
        assertThat(console.at("/attributes/pkce.code.challenge.method").asText())
                .isEqualTo("S256");
        assertThat(texts(console.path("redirectUris"), ""))
                .containsExactlyInAnyOrderElementsOf(HaatService.ALL.stream()
                        .map(each -> "${HAAT_ORIGIN}" + each.path() + "/*")
                        .toList());
    }

    @Test
    void rolesAreThoseThatPeopleHave() {
        assertThat(texts(realm.at("/roles/realm"), "name"))
                .containsExactlyInAnyOrderElementsOf(Person.demo().stream()
                        .flatMap(person -> person.roles().stream())
                        .distinct()
                        .toList());
        assertThat(realm.has("users")).as("people or passwords").isFalse();
    }

    @Test
    void claimsAreThoseThatServicesRead() {
        JsonNode mappers = console.path("protocolMappers");

        assertThat(texts(mappers, "name")).containsExactly("audience", "groups", "agency", "district");
        assertThat(mappers.at("/0/config/included.custom.audience").asText()).isEqualTo("haat");
        assertThat(mappers.at("/1/config/claim.name").asText()).isEqualTo("groups");
        assertThat(mappers.at("/2/config/claim.name").asText()).isEqualTo("agency");
        assertThat(mappers.at("/3/config/claim.name").asText()).isEqualTo("district");
        assertThat(InstallFiles.json("deploy/keycloak/program.json").path("protocolMappers"))
                .as("of a program")
                .isEqualTo(mappers);
    }

    @Test
    void peopleCannotChangeTheirOwnAgencyOrDistrict() {
        JsonNode profile = InstallFiles.parsed(
                realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0")
                        .asText());

        for (JsonNode attribute : profile.path("attributes")) {
            String name = attribute.path("name").asText();
            boolean own = name.equals("agency") || name.equals("district");
            assertThat(texts(attribute.at("/permissions/edit"), "").contains("user"))
                    .as(name)
                    .isEqualTo(!own);
        }
        assertThat(texts(profile.path("attributes"), "name")).contains("agency", "district");
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(each -> (field.isEmpty() ? each : each.path(field)).asText())
                .toList();
    }
}
