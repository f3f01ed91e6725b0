package org.haat.catalog.listing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.haat.catalog.listing.gate.Offer;
import org.haat.catalog.media.MediaAsset;
import org.haat.catalog.media.MediaAssets;
import org.haat.catalog.producer.Producer;
import org.haat.catalog.producer.ProducerDraft;
import org.haat.catalog.producer.Producers;
import org.haat.catalog.product.ProductDraft;

/** Gathers what the gate looks at: makers, the bodies that sell for them, and pictures; a few queries for many products. */
@Singleton
public class Offers {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private final Producers producers;
    private final MediaAssets media;
    private final Clock clock;

    public Offers(Producers producers, MediaAssets media, Clock clock) {
        this.producers = producers;
        this.media = media;
        this.clock = clock;
    }

    /** The makers and pictures that some drafts name. */
    public final class Known {
        private final Map<String, ProducerDraft> makers;
        private final Map<String, MediaAsset> pictures;

        private Known(Map<String, ProducerDraft> makers, Map<String, MediaAsset> pictures) {
            this.makers = makers;
            this.pictures = pictures;
        }

        public Optional<ProducerDraft> maker(String code) {
            return Optional.ofNullable(makers.get(Producers.lower(code)));
        }

        /** Empty when the maker is not there. */
        public Optional<Offer> of(ProductDraft draft) {
            return maker(draft.producer()).map(maker -> {
                ProducerDraft aggregator =
                        maker.sellsThrough() == null ? null : makers.get(Producers.lower(maker.sellsThrough()));
                LocalDate today = LocalDate.now(clock.withZone(INDIA));
                return new Offer(draft, maker, aggregator, pictures, today);
            });
        }
    }

    public Known of(String agency, Collection<ProductDraft> drafts) {
        Set<String> codes = drafts.stream().map(ProductDraft::producer).collect(Collectors.toSet());
        Map<String, ProducerDraft> makers = new HashMap<>(drafts(producers.byCode(agency, codes)));
        Set<String> sellers = makers.values().stream()
                .map(ProducerDraft::sellsThrough)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        makers.putAll(drafts(producers.byCode(agency, sellers)));
        Set<String> names = new HashSet<>();
        drafts.forEach(draft -> names.addAll(draft.images()));
        return new Known(makers, media.byName(agency, names));
    }

    private static Map<String, ProducerDraft> drafts(Map<String, Producer> byCode) {
        return byCode.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .draft()));
    }
}
