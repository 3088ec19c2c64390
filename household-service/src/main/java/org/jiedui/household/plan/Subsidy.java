package org.jiedui.household.plan;

import org.jiedui.household.CodeValue;

/** What a measure pays for regularly (补助项目), each within one category; most measures are none. */
public enum Subsidy implements CodeValue {
    OUT_WORK("外出务工补助", "for work away from home, travel included", MeasureCategory.EMPLOYMENT),
    WORKSHOP("帮扶车间就业补助", "for work in an assistance workshop", MeasureCategory.EMPLOYMENT),
    VOCATIONAL_PUPIL("雨露计划职业教育补助", "for a vocational pupil (Yulu programme)", MeasureCategory.EDUCATION),
    PRODUCTION("产业奖补", "for production of one's own", MeasureCategory.INDUSTRY),
    LOAN_INTEREST("小额信贷贴息", "interest on a small loan", MeasureCategory.FINANCE);

    private final String zh;
    private final String en;
    private final MeasureCategory category;

    Subsidy(String zh, String en, MeasureCategory category) {
        this.zh = zh;
        this.en = en;
        this.category = category;
    }

    /** The category of measures that pay it. */
    public MeasureCategory category() {
        return category;
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
