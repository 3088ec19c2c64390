package org.jiedui.pairing.activity;

import org.jiedui.pairing.CodeValue;

/** What was done: the six methods of mentoring (帮带六法), the six ones (六个一), and what all pairings know. */
public enum Method implements CodeValue {
    CASE_ANALYSIS("案例分析", "case analysis"),
    HOMEWORK("布置作业", "homework"),
    PRACTICE("放手实践", "practice on one's own"),
    ON_SITE_TEACHING("现场教学", "teaching on site"),
    SIMULATION("情景模拟", "simulation"),
    REVIEW("复盘提高", "review"),
    ONE_ROAD_TO_PROSPERITY("一条致富路", "one road to prosperity"),
    ONE_NEW_PROJECT("一个新项目", "one new project"),
    ONE_SMALL_FUND("一笔小资金", "one small fund"),
    ONE_NEW_SKILL("一门新技术", "one new skill"),
    ONE_GOOD_BREED("一个好品种", "one good breed"),
    ONE_GOOD_MARKET("一条好销路", "one good market"),
    /** A call. */
    CALL("电话联系", "call"),
    /** A talk or a visit. */
    VISIT("走访谈心", "talk or visit"),
    /** A class, a forum or a session of a studio. */
    GROUP_SESSION("集体活动", "group session"),
    /** A service team with an enterprise or a village. */
    SERVICE("服务团下派", "service of a team");

    private final Label label;

    Method(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }
}
