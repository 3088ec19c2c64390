package org.jiedui.pairing.helper;

import org.jiedui.pairing.CodeValue;

/** Type of a unit (domain list 5.6). */
public enum UnitType implements CodeValue {
    STATE_ORGAN("国家机关", "state organ"),
    SOCIAL_BODY("社会团体", "social body"),
    UNIVERSITY("高等院校", "university"),
    STATE_ENTERPRISE("国有企业", "state enterprise"),
    PRIVATE_ENTERPRISE("民营企业", "private enterprise"),
    PARTNER_REGION("对口帮扶", "partner region"),
    VILLAGERS_SELF_GOVERNMENT("村民自治组织", "self-government of villagers");

    private final Label label;

    UnitType(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }
}
