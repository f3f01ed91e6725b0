package org.haat.catalog.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.haat.catalog.listing.OneProductResource;
import org.haat.catalog.product.ProductState.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProductStepsTest {
    private static final Map<Step, String> AT_THE_API = Map.of(
            Step.SUBMIT, "submit",
            Step.SEND_BACK, "sendBack",
            Step.APPROVE, "approve",
            Step.PUBLISH, "publish",
            Step.PAUSE, "pause",
            Step.RETIRE, "retire");

    @ParameterizedTest
    @EnumSource(Step.class)
    void aPageOffersAStepToWhomTheApiAllowsIt(Step step) throws NoSuchMethodException {
        RolesAllowed allowed = OneProductResource.class
                .getMethod(String.valueOf(AT_THE_API.get(step)), String.class, HttpHeaders.class)
                .getAnnotation(RolesAllowed.class);
        assertThat(ProductSteps.roles(step)).containsExactlyInAnyOrder(allowed.value());
    }
}
