package org.jiedui.pairing.helper;

/** Type of a unit (domain list 5.6). */
public enum UnitType {
    /** 国家机关. */
    STATE_ORGAN,
    /** 社会团体. */
    SOCIAL_BODY,
    /** 高等院校. */
    UNIVERSITY,
    /** 国有企业. */
    STATE_ENTERPRISE,
    /** 民营企业. */
    PRIVATE_ENTERPRISE,
    /** 对口帮扶. */
    PARTNER_REGION,
    /** 村民自治组织. */
    VILLAGERS_SELF_GOVERNMENT
}
