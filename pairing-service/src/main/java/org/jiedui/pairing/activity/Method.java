package org.jiedui.pairing.activity;

/** What was done: the six methods of mentoring (帮带六法), the six ones (六个一), and what all pairings know. */
public enum Method {
    /** 案例分析. */
    CASE_ANALYSIS,
    /** 布置作业: handed in and answered. */
    HOMEWORK,
    /** 放手实践. */
    PRACTICE,
    /** 现场教学. */
    ON_SITE_TEACHING,
    /** 情景模拟. */
    SIMULATION,
    /** 复盘提高. */
    REVIEW,
    /** 一条致富路. */
    ONE_ROAD_TO_PROSPERITY,
    /** 一个新项目. */
    ONE_NEW_PROJECT,
    /** 一笔小资金. */
    ONE_SMALL_FUND,
    /** 一门新技术. */
    ONE_NEW_SKILL,
    /** 一个好品种. */
    ONE_GOOD_BREED,
    /** 一条好销路. */
    ONE_GOOD_MARKET,
    /** A call. */
    CALL,
    /** A talk or a visit. */
    VISIT,
    /** A class, a forum or a session of a studio. */
    GROUP_SESSION,
    /** A service team with an enterprise or a village. */
    SERVICE
}
