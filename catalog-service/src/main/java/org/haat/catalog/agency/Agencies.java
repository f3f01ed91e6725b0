package org.haat.catalog.agency;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The agencies that the caller may see. */
@ApplicationScoped
public class Agencies implements PanacheRepositoryBase<Agency, String> {
    public List<Agency> all() {
        return list("order by code");
    }
}
