package org.haat.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void workWithoutAScopeSeesNothing() {
        assertThat(Scope.current().seesEverything()).isFalse();
        assertThat(Scope.current().agencyOrNone()).isEmpty();
        assertThat(Scope.current().sees("wb-prd", 320)).isFalse();
    }

    @Test
    void anInnerScopeEndsWithItsWork() {
        Scope.everything().run(() -> {
            String inside = Scope.agency("wb-prd", () -> Scope.current().agencyOrNone());
            assertThat(inside).isEqualTo("wb-prd");
            assertThat(Scope.current().seesEverything()).isTrue();
        });
        assertThat(Scope.current().seesEverything()).isFalse();
    }

    @Test
    void aScopeEndsWhenItsWorkFails() {
        assertThatThrownBy(() -> Scope.system(() -> {
                    throw new IllegalArgumentException("broken");
                }))
                .hasMessage("broken");
        assertThat(Scope.current().seesEverything()).isFalse();
    }

    @Test
    void aDistrictSeesItsRowsOfEveryAgencyAndNoOthers() {
        Scope nadia = Scope.ofDistrict(320);
        assertThat(nadia.sees("wb-prd", 320)).isTrue();
        assertThat(nadia.sees("wb-suda", 320)).isTrue();
        assertThat(nadia.sees("wb-prd", 305)).isFalse();
        assertThat(nadia.sees("wb-prd", null)).isFalse();
    }

    @Test
    void aNewRowNeedsAnAgency() {
        assertThatThrownBy(() -> Scope.everything().requireAgency())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(403));
    }
}
