package org.haat.catalog.imports;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.edge.Problem;

/** The import jobs that the caller may see. */
@ApplicationScoped
public class ImportJobs implements PanacheRepositoryBase<ImportJob, UUID> {
    /** The newest first. */
    public List<ImportJob> newest(int limit) {
        return find("order by askedAt desc").page(Page.ofSize(limit)).list();
    }

    /** @throws Problem 404 when there is none that the caller may see, or the id is none */
    ImportJob require(String id) {
        return ofId(id).orElseThrow(() -> Problem.notFound("import", id));
    }

    private Optional<ImportJob> ofId(String id) {
        try {
            return findByIdOptional(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
