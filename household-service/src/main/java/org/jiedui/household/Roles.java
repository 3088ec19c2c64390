package org.jiedui.household;

/** Roles of the token's claim {@code roles}, as this service asks for them. */
public final class Roles {
    /** Sees a province and may do what a county may. */
    public static final String PROVINCE = "province-officer";
    /** Approves and confirms. */
    public static final String COUNTY = "county-officer";
    /** Reviews. */
    public static final String TOWNSHIP = "township-officer";
    /** Registers and proposes. */
    public static final String CLERK = "village-clerk";
    /** Sees the households of the own pairings. */
    public static final String HELPER = "helper";
    /** Reads everything of a region, audit entries included; writes nothing. */
    public static final String AUDITOR = "auditor";
    /** The provincial platform: reads and imports. */
    public static final String PLATFORM = "platform";

    private Roles() {}
}
