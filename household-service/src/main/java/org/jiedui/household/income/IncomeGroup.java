package org.jiedui.household.income;

import org.jiedui.household.CodeValue;

/** Groups of income lines (收入构成); production cost is subtracted. */
public enum IncomeGroup implements CodeValue {
    WAGE("工资性收入", "wages"),
    BUSINESS("生产经营性收入", "business"),
    PROPERTY("财产性收入", "property"),
    TRANSFER("转移性收入", "transfers"),
    COST("生产经营性支出", "production cost");

    private final String zh;
    private final String en;

    IncomeGroup(String zh, String en) {
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
