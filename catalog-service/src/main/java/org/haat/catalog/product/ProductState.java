package org.haat.catalog.product;

import java.util.EnumSet;
import java.util.Set;

/** The life of a product in the catalogue; whether a channel shows it is another matter. */
public enum ProductState {
    DRAFT,
    SUBMITTED,
    APPROVED,
    PUBLISHED,
    PAUSED,
    RETIRED;

    /** What a person may ask of a product. */
    public enum Step {
        SUBMIT(SUBMITTED, EnumSet.of(DRAFT)),
        SEND_BACK(DRAFT, EnumSet.of(SUBMITTED, APPROVED)),
        APPROVE(APPROVED, EnumSet.of(SUBMITTED)),
        PUBLISH(PUBLISHED, EnumSet.of(APPROVED, PAUSED)),
        PAUSE(PAUSED, EnumSet.of(PUBLISHED)),
        RETIRE(RETIRED, EnumSet.of(DRAFT, SUBMITTED, APPROVED, PUBLISHED, PAUSED));

        private final ProductState to;
        private final Set<ProductState> from;

        Step(ProductState to, Set<ProductState> from) {
            this.to = to;
            this.from = from;
        }

        public ProductState to() {
            return to;
        }

        public boolean startsFrom(ProductState state) {
            return from.contains(state);
        }

        public Set<ProductState> from() {
            return EnumSet.copyOf(from);
        }
    }
}
