package org.haat.catalog.console;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.haat.catalog.product.Product;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.product.ProductState.Step;
import org.haat.edge.Problem;
import org.haat.edge.Role;
import org.haat.look.Viewer;
import org.jspecify.annotations.Nullable;

/** Which steps a page offers to whom: those of the person's role, from the state the product is in. */
final class ProductSteps {
    private static final Map<Step, String[]> ROLES = new EnumMap<>(Map.of(
            Step.SUBMIT, anyOf(Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR),
            Step.SEND_BACK, anyOf(Role.APPROVER),
            Step.APPROVE, anyOf(Role.APPROVER),
            Step.PUBLISH, anyOf(Role.APPROVER, Role.AGENCY_ADMIN),
            Step.PAUSE, anyOf(Role.APPROVER, Role.AGENCY_ADMIN, Role.CATALOGUE_EDITOR),
            Step.RETIRE, anyOf(Role.APPROVER, Role.AGENCY_ADMIN)));

    private ProductSteps() {}

    /** A button. */
    record Button(String name, String look, boolean grave) {}

    static boolean may(Viewer viewer, Step step) {
        return viewer.may(roles(step));
    }

    /** The same as at the API; a test holds the two together. */
    static String[] roles(Step step) {
        return ROLES.getOrDefault(step, new String[0]);
    }

    static Step named(String name) {
        return Arrays.stream(Step.values())
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("step", "unknown", "There is no such step."));
    }

    /** Steps for many at once, of a list that shows this state. */
    static List<String> bulk(Viewer viewer, @Nullable ProductState state) {
        return List.of(Step.SUBMIT, Step.APPROVE, Step.PUBLISH, Step.PAUSE).stream()
                .filter(step -> state == null || step.startsFrom(state))
                .filter(step -> may(viewer, step))
                .map(Step::name)
                .toList();
    }

    /** Steps of one product; nobody is offered to approve what they submitted. */
    static List<Button> of(Viewer viewer, Product product, String person) {
        return Arrays.stream(Step.values())
                .filter(step -> step.startsFrom(product.state()) && may(viewer, step))
                .filter(step -> step != Step.APPROVE || !person.equals(product.submittedBy()))
                .map(step -> new Button(step.name(), look(step), step == Step.PAUSE || step == Step.RETIRE))
                .toList();
    }

    private static String look(Step step) {
        return switch (step) {
            case SUBMIT, APPROVE, PUBLISH -> "main";
            case PAUSE, SEND_BACK -> "";
            case RETIRE -> "danger";
        };
    }

    private static String[] anyOf(String... roles) {
        return roles;
    }
}
