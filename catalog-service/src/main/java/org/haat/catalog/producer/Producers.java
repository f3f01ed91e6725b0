package org.haat.catalog.producer;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The producers that the caller may see. Codes are compared without regard to case. */
@ApplicationScoped
public class Producers implements PanacheRepositoryBase<Producer, UUID> {
    public Optional<Producer> ofCode(String agency, String code) {
        return find("agency = ?1 and lower(code) = ?2", agency, lower(code)).firstResultOptional();
    }

    /** Of whatever agency the caller may see. */
    public Optional<Producer> anyOfCode(String code) {
        return find("lower(code) = ?1 order by agency", lower(code)).firstResultOptional();
    }

    /** By code in lower case. */
    public Map<String, Producer> byCode(String agency, Collection<String> codes) {
        List<String> lower = codes.stream().map(Producers::lower).distinct().toList();
        Map<String, Producer> byCode = new HashMap<>();
        list("agency = ?1 and lower(code) in ?2", agency, lower)
                .forEach(producer -> byCode.put(lower(producer.code), producer));
        return byCode;
    }

    /** In the order of codes, those after {@code after}. */
    public List<Producer> page(@Nullable String after, int limit) {
        return find("code > ?1 order by code, agency", after == null ? "" : after)
                .page(Page.ofSize(limit))
                .list();
    }

    public static String lower(String code) {
        return code.toLowerCase(Locale.ROOT);
    }
}
