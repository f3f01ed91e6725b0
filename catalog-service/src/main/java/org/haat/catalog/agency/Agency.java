package org.haat.catalog.agency;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.haat.catalog.text.LocalText;
import org.haat.edge.Scope;
import org.hibernate.annotations.Filter;

/** A department, board or corporation: the owner of rows. Its code never changes. */
@Entity
@Filter(name = Scope.FILTER, condition = "(:everything or code = :agency)")
public class Agency {
    @Id
    String code;

    String stateGstCode;
    String nameEn;
    String nameBn;
    String nameHi;
    Instant createdAt;

    protected Agency() {}

    Agency(String code, String stateGstCode, LocalText name, Instant createdAt) {
        this.code = code;
        this.stateGstCode = stateGstCode;
        this.nameEn = name.en();
        this.nameBn = name.bn();
        this.nameHi = name.hi();
        this.createdAt = createdAt;
    }

    public String code() {
        return code;
    }

    public String stateGstCode() {
        return stateGstCode;
    }

    public LocalText name() {
        return new LocalText(nameEn, nameBn, nameHi);
    }
}
