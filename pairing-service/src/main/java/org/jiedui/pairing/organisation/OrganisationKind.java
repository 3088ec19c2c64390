package org.jiedui.pairing.organisation;

import org.jiedui.pairing.CodeValue;

/** Kinds of organisations and teams (PA-04). */
public enum OrganisationKind implements CodeValue {
    VILLAGE_TEAM("驻村工作队", "team in a village", true),
    SERVICE_GROUP("服务团", "service group", true),
    TRIO("三员小组", "trio in contact with households", true),
    CONSULTING_GROUP("顾问团", "consulting group", true),
    MENTOR_STUDIO("导师工作室", "mentor studio, by topic", true),
    ENTERPRISE("企业", "enterprise", false),
    SOCIAL_ORGANISATION("社会组织", "social organisation", false);

    private final Label label;
    private final boolean team;

    OrganisationKind(String zh, String en, boolean team) {
        label = new Label(zh, en);
        this.team = team;
    }

    @Override
    public Label label() {
        return label;
    }

    /** Whether it consists of helpers and has a leader. */
    public boolean team() {
        return team;
    }
}
