package org.jiedui.pairing.helper;

/** Kind of helper (domain list 5.6). */
public enum HelperKind {
    /** 党政干部. */
    PARTY_GOVERNMENT_CADRE,
    /** 政法干部. */
    POLITICAL_LEGAL_CADRE,
    /** 经济干部. */
    ECONOMIC_CADRE,
    /** 技术干部. */
    TECHNICAL_CADRE,
    /** 离退休干部. */
    RETIRED_CADRE,
    /** 五老. */
    FIVE_ELDERS,
    /** 企业. */
    ENTERPRISE,
    /** 社会组织. */
    SOCIAL_ORGANISATION,
    /** 新乡贤. */
    NEW_VILLAGE_ELITE,
    /** 志愿者. */
    VOLUNTEER,
    /** 部队. */
    ARMY,
    /** 高校. */
    UNIVERSITY
}
