package org.jiedui.household.publicity;

import org.jiedui.household.CodeValue;

/**
 * What a line of a publicity says about a household. No value tells anything about health: risks and causes have none
 * here, and help for health, disability or illness is {@link #OTHER_HELP}.
 */
public enum PublicityMatter implements CodeValue {
    TO_BE_MONITORED("拟纳入监测", "to be monitored"),
    UNSTABLE("脱贫不稳定户", "lifted but unstable"),
    MARGINAL("边缘易致贫户", "on the margin"),
    SUDDEN_HARDSHIP("突发严重困难户", "sudden severe hardship"),
    TO_BE_ELIMINATED("拟消除风险", "risk to be called eliminated"),
    INDUSTRY("产业帮扶", "industry"),
    EMPLOYMENT("就业帮扶", "employment"),
    FINANCE("金融帮扶", "finance"),
    PUBLIC_POST("公益岗位帮扶", "public post"),
    SAFE_HOUSING("住房安全保障", "safe housing"),
    SAFE_WATER("饮水安全保障", "safe water"),
    COMPULSORY_EDUCATION("义务教育保障", "compulsory education"),
    EDUCATION("教育帮扶", "education"),
    RELOCATION("搬迁", "relocation"),
    LIVING_CONDITIONS("生产生活条件改善", "better conditions of work and life"),
    INFRASTRUCTURE("基础设施建设", "infrastructure"),
    OTHER_HELP("其他帮扶", "other help");

    private final String zh;
    private final String en;

    PublicityMatter(String zh, String en) {
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
