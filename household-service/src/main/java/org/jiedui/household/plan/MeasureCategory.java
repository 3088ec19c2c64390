package org.jiedui.household.plan;

import org.jiedui.household.CodeValue;

/** The 14 categories of measures (帮扶措施类别). */
public enum MeasureCategory implements CodeValue {
    INDUSTRY("产业帮扶", "industry"),
    EMPLOYMENT("就业帮扶", "employment"),
    FINANCE("金融帮扶", "finance"),
    PUBLIC_POST("公益岗位帮扶", "public post"),
    SAFE_HOUSING("住房安全保障", "safe housing"),
    SAFE_WATER("饮水安全保障", "safe water"),
    HEALTH("健康帮扶", "health"),
    COMPULSORY_EDUCATION("义务教育保障", "compulsory education"),
    EDUCATION("教育帮扶", "education"),
    COMPREHENSIVE_SECURITY("综合保障", "comprehensive security"),
    SOCIAL_HELP("社会帮扶", "social help"),
    RELOCATION("搬迁", "relocation"),
    LIVING_CONDITIONS("生产生活条件改善", "better conditions of work and life"),
    INFRASTRUCTURE("基础设施建设", "infrastructure");

    private final String zh;
    private final String en;

    MeasureCategory(String zh, String en) {
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
