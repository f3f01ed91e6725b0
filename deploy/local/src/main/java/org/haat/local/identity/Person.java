package org.haat.local.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in.
 *
 * @param id short name, also the API client's id
 * @param agency code of the agency the person works for, or null
 * @param districtLgd LGD code of the district, for district officers only
 * @param job what the person does, in plain words, for the sign-in page
 */
public record Person(
        String id,
        String name,
        List<String> roles,
        @Nullable String agency,
        @Nullable Integer districtLgd,
        String job) {

    /** Agency of the sample data. */
    public static final String SAMPLE_AGENCY = "wb-prd";
    /** A second agency, to see that it sees nothing of the first. */
    public static final String OTHER_AGENCY = "rj-ind";

    private static final int BANKURA = 305;

    /** The demo's people: one for each role, and one of another agency. */
    public static List<Person> demo() {
        return List.of(
                new Person(
                        "anita", "Anita Mondal", List.of("agency-admin"), SAMPLE_AGENCY, null, "Agency administrator"),
                new Person("bimal", "Bimal Das", List.of("catalogue-editor"), SAMPLE_AGENCY, null, "Catalogue editor"),
                new Person("chandra", "Chandra Sen", List.of("approver"), SAMPLE_AGENCY, null, "Approver"),
                new Person("dipa", "Dipa Roy", List.of("district-officer"), null, BANKURA, "District officer, Bankura"),
                new Person("eshan", "Eshan Gupta", List.of("operations"), null, null, "Operations, all agencies"),
                new Person("farah", "Farah Khan", List.of("partner"), SAMPLE_AGENCY, null, "Partner who posts orders"),
                new Person(
                        "gauri",
                        "Gauri Sharma",
                        List.of("agency-admin"),
                        OTHER_AGENCY,
                        null,
                        "Administrator of another agency"));
    }

    static Optional<Person> find(List<Person> people, @Nullable String id) {
        return people.stream().filter(person -> person.id().equals(id)).findFirst();
    }

    /** Claims that Haat's services read. */
    Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", id);
        claims.put("name", name);
        claims.put("preferred_username", id);
        claims.put("groups", roles);
        if (agency != null) {
            claims.put("agency", agency);
        }
        if (districtLgd != null) {
            claims.put("district", districtLgd);
        }
        return claims;
    }
}
