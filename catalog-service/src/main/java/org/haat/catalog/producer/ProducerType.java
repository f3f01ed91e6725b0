package org.haat.catalog.producer;

/** What kind of body a producer is. */
public enum ProducerType {
    INDIVIDUAL_ARTISAN,
    WEAVER,
    SHG,
    FEDERATION,
    AGGREGATOR,
    PWCS,
    APEX_SOCIETY,
    KHADI_INSTITUTION,
    PRODUCER_COMPANY,
    MSME,
    GOVT_CORPORATION,
    DEPARTMENT
}
