package org.jiedui.pairing.helper;

import org.jiedui.pairing.CodeValue;

/** Kind of helper (domain list 5.6). */
public enum HelperKind implements CodeValue {
    PARTY_GOVERNMENT_CADRE("党政干部", "cadre of party or government"),
    POLITICAL_LEGAL_CADRE("政法干部", "cadre of the political and legal system"),
    ECONOMIC_CADRE("经济干部", "cadre in economic affairs"),
    TECHNICAL_CADRE("技术干部", "technical cadre"),
    RETIRED_CADRE("离退休干部", "retired cadre"),
    FIVE_ELDERS("五老", "one of the five elders"),
    ENTERPRISE("企业", "enterprise"),
    SOCIAL_ORGANISATION("社会组织", "social organisation"),
    NEW_VILLAGE_ELITE("新乡贤", "new village elite"),
    VOLUNTEER("志愿者", "volunteer"),
    ARMY("部队", "army"),
    UNIVERSITY("高校", "university");

    private final Label label;

    HelperKind(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }
}
