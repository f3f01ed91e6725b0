package org.haat.catalog.imports;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The import jobs that the caller may see. */
@ApplicationScoped
public class ImportJobs implements PanacheRepositoryBase<ImportJob, UUID> {
    /** The newest first. */
    public List<ImportJob> newest(int limit) {
        return find("order by askedAt desc").page(Page.ofSize(limit)).list();
    }
}
