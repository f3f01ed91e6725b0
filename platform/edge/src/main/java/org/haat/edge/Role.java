package org.haat.edge;

/** Role names as they stand in the token's {@code groups} claim. */
public final class Role {
    public static final String AGENCY_ADMIN = "agency-admin";
    public static final String CATALOGUE_EDITOR = "catalogue-editor";
    public static final String APPROVER = "approver";
    public static final String DISTRICT_OFFICER = "district-officer";
    public static final String OPERATIONS = "operations";
    public static final String PARTNER = "partner";

    private Role() {}
}
