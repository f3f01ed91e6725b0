package org.haat.catalog.listing.gate;

import java.util.List;
import java.util.Set;
import org.haat.catalog.producer.ProducerRules;
import org.haat.catalog.tax.GstTariff;
import org.haat.catalog.tax.HsnDuties;

/** The dated tables that rules read. */
public record Rulebook(
        Set<String> crafts,
        ProducerRules producerRules,
        GstTariff tariff,
        HsnDuties duties,
        List<GuardedWord> guardedWords,
        List<Channel> channels) {}
