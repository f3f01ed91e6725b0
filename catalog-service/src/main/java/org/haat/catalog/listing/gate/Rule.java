package org.haat.catalog.listing.gate;

import java.util.List;
import org.haat.catalog.rule.Refusal;

/** One rule of the gate. Pure, and says everything that it finds wrong at once. */
public interface Rule {
    /** @return empty when the offer passes */
    List<Refusal> judge(Offer offer, Rulebook rulebook);
}
