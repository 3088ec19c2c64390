package org.jiedui.pairing.organisation;

/** Kinds of organisations and teams (PA-04). */
public enum OrganisationKind {
    /** 驻村工作队. */
    VILLAGE_TEAM(true),
    /** 服务团. */
    SERVICE_GROUP(true),
    /** 三员小组. */
    TRIO(true),
    /** 顾问团. */
    CONSULTING_GROUP(true),
    /** 导师工作室，按专题设立. */
    MENTOR_STUDIO(true),
    /** 企业. */
    ENTERPRISE(false),
    /** 社会组织. */
    SOCIAL_ORGANISATION(false);

    private final boolean team;

    OrganisationKind(boolean team) {
        this.team = team;
    }

    /** Whether it consists of helpers and has a leader. */
    public boolean team() {
        return team;
    }
}
