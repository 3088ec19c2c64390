package org.jiedui.household.plan;

import org.jiedui.household.CodeValue;

/** Tags of measures: the four supports and the six ones (四支持, 六个一). */
public enum MeasureTag implements CodeValue {
    SUPPORT_FUNDS("资金支持", "support: funds"),
    SUPPORT_SKILLS("技能支持", "support: skills"),
    SUPPORT_EMPLOYMENT("就业支持", "support: employment"),
    SUPPORT_PROJECT("项目支持", "support: project"),
    ONE_ROAD("一条致富路", "one road to prosperity"),
    ONE_PROJECT("一个新项目", "one new project"),
    ONE_FUND("一笔小资金", "one small fund"),
    ONE_TECHNIQUE("一门新技术", "one new technique"),
    ONE_VARIETY("一个好品种", "one good variety"),
    ONE_MARKET("一条好销路", "one good market"),
    LONG_TERM_SCHOOLING("长期助学", "long-term aid for schooling");

    private final String zh;
    private final String en;

    MeasureTag(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }
}
