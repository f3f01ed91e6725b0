package org.haat.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.haat.edge.Routes;
import org.haat.testsupport.ApiTable;
import org.junit.jupiter.api.Test;

class ApiTableTest {
    @Test
    void documentationNamesEveryRouteOfTheApiAndWhoMayTakeIt() throws IOException {
        List<Class<?>> resources = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.haat.catalog")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(jakarta.ws.rs.Path.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
        Map<String, Set<String>> routes = new TreeMap<>();
        Routes.of(resources).stream()
                .filter(route -> route.path().startsWith("/api/"))
                .forEach(route -> routes.put(route.method() + ' ' + route.path(), new TreeSet<>(route.roles())));

        assertThat(ApiTable.read(Path.of("../docs/api/catalogue.md"))).isEqualTo(routes);
    }
}
