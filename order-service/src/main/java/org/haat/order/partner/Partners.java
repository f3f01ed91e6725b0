package org.haat.order.partner;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.edge.Problem;

/** The registry of partners, behind the scope of whoever asks. */
@ApplicationScoped
public class Partners implements PanacheRepositoryBase<Partner, UUID> {
    public Optional<Partner> byCode(String code) {
        return find("code", code).firstResultOptional();
    }

    public List<Partner> inOrder() {
        return list("order by code");
    }

    /** @throws Problem 404 if the caller may not see such a partner */
    Partner get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problem.notFound("partner", id.toString()));
    }

    /** @throws Problem 404 if the caller may not see such a partner */
    Partner lock(UUID id) {
        return find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> Problem.notFound("partner", id.toString()));
    }
}
