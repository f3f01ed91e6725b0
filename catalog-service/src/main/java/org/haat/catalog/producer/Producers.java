package org.haat.catalog.producer;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.catalog.sql.Bulk;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** The producers that the caller may see. Codes are compared without regard to case. */
@ApplicationScoped
public class Producers implements PanacheRepositoryBase<Producer, UUID> {
    private final Bulk bulk;

    public Producers(Bulk bulk) {
        this.bulk = bulk;
    }

    /** Writes new producers with one statement. */
    void add(Collection<Producer> created) {
        List<Producer> inOrder = created.stream()
                .sorted(Comparator.comparing(producer -> lower(producer.code)))
                .toList();
        int written = bulk.insert("producer", inOrder, "ON CONFLICT (agency, code_key) DO NOTHING");
        if (written < created.size()) {
            throw Problem.conflict(
                    "code-exists", "Somebody else just made a producer of the same code. Look at it first.");
        }
    }

    public Optional<Producer> ofCode(String agency, String code) {
        return find("agency = ?1 and codeKey = ?2", agency, lower(code)).firstResultOptional();
    }

    /** Of whatever agency the caller may see. */
    public Optional<Producer> anyOfCode(String code) {
        return find("codeKey = ?1 order by agency", lower(code)).firstResultOptional();
    }

    /** By code in lower case. */
    public Map<String, Producer> byCode(String agency, Collection<String> codes) {
        List<String> lower = codes.stream().map(Producers::lower).distinct().toList();
        Map<String, Producer> byCode = new HashMap<>();
        if (lower.isEmpty()) {
            return byCode;
        }
        list("agency = ?1 and codeKey in ?2", agency, lower)
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
