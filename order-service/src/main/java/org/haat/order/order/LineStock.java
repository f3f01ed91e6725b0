package org.haat.order.order;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * What a line has asked the catalogue for, and what the catalogue holds for it. One question at a time: while an answer
 * is outstanding nothing more is asked, and only what would be too much even after a refusal is given back, so that
 * what goes back of a granted question is never mistaken for a part of a refused one.
 */
@Embeddable
class LineStock {
    @Enumerated(EnumType.STRING)
    Reservation reservation = Reservation.NONE;

    /** Pieces asked for and not refused. */
    int askedQuantity;
    /** Of these, granted. */
    int grantedQuantity;
    /** Of these, given back. */
    int releasedQuantity;

    /** Pieces granted and not given back; those that left are among them. */
    int held() {
        return grantedQuantity - releasedQuantity;
    }

    private boolean isUnanswered() {
        return askedQuantity > grantedQuantity;
    }

    /** Pieces still to be asked for ({@code > 0}) or to be given back ({@code < 0}) before {@code wanted} are held. */
    int missing(int wanted) {
        return wanted - (askedQuantity - releasedQuantity);
    }

    /**
     * Books the next question or return.
     *
     * @param wanted pieces that the line needs in all; 0 gives back everything, also what is not granted yet
     * @return pieces to ask for ({@code > 0}), to give back ({@code < 0}), or 0
     */
    int settle(int wanted) {
        int move = missing(wanted);
        if (isUnanswered() && wanted > 0) {
            move = Math.min(0, wanted - held());
        } else if (isUnanswered()) {
            move = Math.min(0, move);
        }
        if (move > 0) {
            askedQuantity += move;
        } else {
            releasedQuantity -= move;
        }
        return move;
    }

    /** The catalogue's answer to one question. A repeat of an answer takes nothing below what was granted. */
    void answered(int pieces, boolean granted) {
        if (granted) {
            grantedQuantity = Math.min(askedQuantity, grantedQuantity + pieces);
        } else {
            askedQuantity = Math.max(grantedQuantity, askedQuantity - pieces);
            releasedQuantity = Math.min(releasedQuantity, askedQuantity);
        }
    }

    /**
     * Works out again what the line shows.
     *
     * @param wanted pieces that the line needs in all
     * @param open of these, not left yet
     */
    void review(int wanted, int open) {
        if (wanted == 0 || open == 0) {
            reservation = Reservation.NONE;
        } else if (held() >= wanted) {
            reservation = Reservation.GRANTED;
        } else {
            reservation = missing(wanted) > 0 && !isUnanswered() ? Reservation.SHORT : Reservation.ASKED;
        }
    }
}
