package org.haat.local.install;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.haat.local.database.Postgres;
import org.haat.local.service.HaatService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What compose and Kubernetes tell the services, where the gateways lead, and that no secret has a default. */
class InstallFilesTest {
    static final List<HaatService> ALL = HaatService.ALL;
    private static final Pattern SECRET = Pattern.compile(".*_(PASSWORD|SECRET|KEYS)");

    @ParameterizedTest
    @FieldSource("ALL")
    void everyVariableThatIsSetIsRead(HaatService service) {
        Set<String> read = InstallFiles.read(service);

        assertThat(read)
                .containsAll(
                        InstallFiles.haat(InstallFiles.compose(service.folder()).keySet()))
                .containsAll(InstallFiles.haat(InstallFiles.kubernetes(service).keySet()));
    }

    @Test
    void trainingTellsChannelSyncWhatItReads() {
        JsonNode services = InstallFiles.yaml("deploy/compose/training.yaml").path("services");

        assertThat(InstallFiles.read(HaatService.CHANNELS))
                .containsAll(names(services.path("channel-sync-service").path("environment")));
        assertThat(services.at("/sandbox/network_mode").asText())
                .as("the sandbox listens on loopback only")
                .isEqualTo("service:" + HaatService.CHANNELS.folder());
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everyVariableWithoutDefaultIsSet(HaatService service) {
        Set<String> required = InstallFiles.required(service);

        assertThat(required).contains("HAAT_DB_URL", "HAAT_KAFKA", "HAAT_VAULT_KEYS");
        assertThat(InstallFiles.compose(service.folder())).containsKeys(required.toArray(String[]::new));
        assertThat(InstallFiles.kubernetes(service)).containsKeys(required.toArray(String[]::new));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void eachServiceHasItsOwnDatabaseAndRoles(HaatService service) {
        String database = service.database();
        String variable = database.toUpperCase(Locale.ROOT);
        Map<String, String> roles = Map.of("HAAT_DB_USER", database, "HAAT_DB_OWNER", database + "_owner");

        assertThat(InstallFiles.compose(service.folder()))
                .containsAllEntriesOf(roles)
                .containsEntry("HAAT_DB_URL", "jdbc:postgresql://postgres:5432/" + database)
                .containsEntry("HAAT_DB_PASSWORD", "${" + variable + "_PASSWORD:?set it in .env}")
                .containsEntry("HAAT_DB_OWNER_PASSWORD", "${" + variable + "_OWNER_PASSWORD:?set it in .env}");
        assertThat(InstallFiles.kubernetes(service))
                .containsAllEntriesOf(roles)
                .containsEntry("HAAT_DB_URL", "jdbc:postgresql://$(POSTGRES)/" + database)
                .containsEntry("HAAT_DB_PASSWORD", "secret " + variable + "_PASSWORD")
                .containsEntry("HAAT_DB_OWNER_PASSWORD", "secret " + variable + "_OWNER_PASSWORD");
    }

    @Test
    void databasesAndRolesAreThoseOfOneMachine() {
        String sql = InstallFiles.text("deploy/database/haat.sql");

        assertThat(found(sql, "CREATE DATABASE (\\w+ OWNER \\w+) "))
                .containsExactlyElementsOf(Postgres.DATABASES.stream()
                        .map(name -> name + " OWNER " + name + "_owner")
                        .toList());
        assertThat(found(sql, "CREATE ROLE (\\w+) LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'\\1';"))
                .containsExactlyInAnyOrderElementsOf(Postgres.DATABASES.stream()
                        .flatMap(name -> Stream.of(name, name + "_owner"))
                        .toList());
        assertThat(found(sql, "\nGRANT (.*);"))
                .containsExactlyElementsOf(Postgres.DATABASES.stream()
                        .map(name -> "CONNECT ON DATABASE " + name + " TO " + name)
                        .toList());
        assertThat(sql).contains("REVOKE ALL ON DATABASE " + String.join(", ", Postgres.DATABASES) + " FROM PUBLIC;");
    }

    @Test
    void gatewayLeadsToTheServicesAndToNoManagementPort() {
        String caddy = InstallFiles.text("deploy/compose/Caddyfile");
        List<String> routes = found(caddy, "path (/\\w+ /\\w+/\\*\\s+handle @\\w+ \\{\\s+reverse_proxy \\S+)");

        assertThat(routes.stream().map(route -> route.replaceAll("(?s)\\s+handle.*reverse_proxy", "")))
                .containsExactlyInAnyOrderElementsOf(HaatService.ALL.stream()
                        .map(each -> each.path() + ' ' + each.path() + "/* " + each.folder() + ":8081")
                        .toList());
        assertThat(found(caddy, "reverse_proxy (.*)"))
                .hasSize(routes.size() + 1)
                .contains("identity:8080");
        assertThat(caddy).doesNotContain("9081", ":9000", "sandbox");
    }

    @Test
    void nothingIsPublishedButTheGateway() {
        InstallFiles.yaml("deploy/compose/compose.yaml")
                .path("services")
                .properties()
                .forEach(each -> assertThat(each.getValue().has("ports"))
                        .as(each.getKey())
                        .isEqualTo(each.getKey().equals("gateway")));
    }

    @Test
    void ingressLeadsToTheServicesAndToNoManagementPort() {
        JsonNode paths =
                InstallFiles.yaml("deploy/kubernetes/base/ingress.yaml").at("/spec/rules/0/http/paths");

        assertThat(stream(paths)
                        .map(each -> each.path("path").asText()
                                + ' '
                                + each.at("/backend/service/name").asText()
                                + ' '
                                + each.at("/backend/service/port/name").asText()))
                .containsExactlyInAnyOrderElementsOf(HaatService.ALL.stream()
                        .map(each -> each.path() + ' ' + each.folder() + " http")
                        .toList());
        JsonNode ports =
                InstallFiles.yaml("deploy/kubernetes/base/service/service.yaml").at("/spec/ports");
        assertThat(stream(ports).map(each -> each.path("targetPort").asText())).containsExactly("http");
        assertThat(containerPorts()).isEqualTo(Map.of("http", 8081, "management", 9081));
    }

    /** The names that probes, services and the network policy go by. */
    private static Map<String, Integer> containerPorts() {
        JsonNode deployment = InstallFiles.yaml("deploy/kubernetes/base/service/deployment.yaml");
        return stream(deployment.at("/spec/template/spec/containers/0/ports"))
                .collect(toMap(port -> port.path("name").asText(), port -> port.path("containerPort")
                        .asInt()));
    }

    @Test
    void noSecretHasADefault() {
        String compose = InstallFiles.text("deploy/compose/compose.yaml");
        Set<String> asked = new TreeSet<>(found(compose, "\\$\\{(\\w+):\\?set it in \\.env}"));

        assertThat(found(compose, "\\$\\{(\\w+)"))
                .as("asked for, each with a refusal")
                .hasSameElementsAs(asked);
        assertThat(found(compose, "(\\w+_(?:PASSWORD|SECRET|KEYS): .*)")).allMatch(line -> line.contains(": ${"));
        assertThat(InstallFiles.environment("deploy/compose/.env.example"))
                .containsOnlyKeys(asked)
                .values()
                .containsOnly("");
    }

    @Test
    void secretsOfKubernetesAreForTheOperatorToWrite() {
        Set<String> asked = HaatService.ALL.stream()
                .flatMap(each -> InstallFiles.kubernetes(each).values().stream())
                .filter(value -> value.startsWith("secret "))
                .map(value -> value.substring("secret ".length()))
                .collect(toCollection(TreeSet::new));

        assertThat(InstallFiles.environment("deploy/kubernetes/example/secrets.env.example"))
                .containsOnlyKeys(asked)
                .values()
                .containsOnly("");
        for (HaatService service : HaatService.ALL) {
            InstallFiles.kubernetes(service)
                    .forEach((name, value) -> assertThat(!SECRET.matcher(name).matches() || value.startsWith("secret "))
                            .as(name)
                            .isTrue());
        }
    }

    @Test
    void filesNameNoImageRegistry() {
        Pattern host = Pattern.compile("(?m)^\\s*(?:- *)?(?:image:|FROM|newName:) *\\S+\\.\\S+/\\S+");

        assertThat(InstallFiles.all()).isNotEmpty().noneMatch(file -> host.matcher(InstallFiles.text(file))
                .find());
    }

    private static Set<String> names(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).collect(toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
