package org.haat.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.haat.edge.Routes;
import org.haat.testsupport.ApiTable;
import org.junit.jupiter.api.Test;

class ApiTableTest {
    @Test
    void documentationNamesEveryRouteOfTheApiAndWhoMayTakeIt() throws IOException {
        var routes = Routes.of(ApiTable.resources("org.haat.catalog"));
        var parts = new ApiTable.Parts<>(Routes.Route::method, Routes.Route::path, Routes.Route::roles);

        assertThat(ApiTable.read(Path.of("../docs/api/catalogue.md"))).isEqualTo(ApiTable.of(routes, parts));
    }
}
