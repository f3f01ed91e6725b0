package org.haat.order.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Numbers are pieces: positive is asked for, negative is given back. */
class LineStockTest {
    private final LineStock stock = new LineStock();

    @Test
    void oneQuestionAtATime() {
        assertThat(stock.settle(2)).isEqualTo(2);
        assertThat(stock.settle(5)).isZero();

        stock.answered(2, true);

        assertThat(stock.settle(5)).isEqualTo(3);
    }

    @Test
    void refusalOfMoreDoesNotCostWhatIsHeldAndWanted() {
        stock.settle(4);
        stock.answered(4, true);
        stock.settle(6);

        assertThat(stock.settle(3))
                .as("only what is too much even after a refusal")
                .isEqualTo(-1);
        stock.answered(2, false);

        assertThat(stock.held()).isEqualTo(3);
        assertThat(stock.missing(3)).isZero();
    }

    @Test
    void lateGrantOfMoreThanIsWantedGoesBack() {
        stock.settle(5);
        assertThat(stock.settle(2)).isZero();

        stock.answered(5, true);

        assertThat(stock.settle(2)).isEqualTo(-3);
        assertThat(stock.held()).isEqualTo(2);
    }

    @Test
    void nothingWantedGivesAllBackAtOnceWhateverTheAnswer() {
        stock.settle(2);

        assertThat(stock.settle(0)).isEqualTo(-2);
        stock.answered(2, true);

        assertThat(stock.held()).isZero();
        assertThat(stock.settle(0)).isZero();
    }

    @Test
    void refusalAfterAllWasGivenBackLeavesNoDebt() {
        stock.settle(2);
        stock.settle(0);
        stock.answered(2, false);

        assertThat(stock.settle(1)).isEqualTo(1);
    }

    @Test
    void lineSaysWhatItWaitsFor() {
        stock.settle(2);
        stock.review(2, 2);
        assertThat(stock.reservation).isEqualTo(Reservation.ASKED);

        stock.answered(2, false);
        stock.review(2, 2);
        assertThat(stock.reservation).isEqualTo(Reservation.SHORT);

        stock.settle(2);
        stock.answered(2, true);
        stock.review(2, 2);
        assertThat(stock.reservation).isEqualTo(Reservation.GRANTED);
        stock.review(2, 0);
        assertThat(stock.reservation).isEqualTo(Reservation.NONE);
    }
}
