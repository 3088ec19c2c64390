package org.jiedui.household.income;

import org.jiedui.household.CodeValue;

/** What an income line is about (收入明细). */
public enum IncomeItem implements CodeValue {
    WAGE_LABOUR(IncomeGroup.WAGE, "务工", "wages of work"),
    WAGE_PUBLIC_POST_DEPARTMENT(IncomeGroup.WAGE, "公益岗(部门)", "public post of a department"),
    WAGE_PUBLIC_POST_TOWNSHIP(IncomeGroup.WAGE, "公益岗(乡镇)", "public post of the township"),
    WAGE_PUBLIC_POST_VILLAGE(IncomeGroup.WAGE, "公益岗(村)", "public post of the village"),
    WAGE_OTHER(IncomeGroup.WAGE, "其他工资性收入", "other wages"),
    BUSINESS_PLANTING(IncomeGroup.BUSINESS, "种植", "planting"),
    BUSINESS_LIVESTOCK(IncomeGroup.BUSINESS, "养殖", "livestock"),
    BUSINESS_FORESTRY(IncomeGroup.BUSINESS, "林果", "forestry and fruit"),
    BUSINESS_OTHER(IncomeGroup.BUSINESS, "其他经营性收入", "other business"),
    COST_PLANTING(IncomeGroup.COST, "种植支出", "cost of planting"),
    COST_LIVESTOCK(IncomeGroup.COST, "养殖支出", "cost of livestock"),
    COST_FORESTRY(IncomeGroup.COST, "林果支出", "cost of forestry and fruit"),
    COST_OTHER(IncomeGroup.COST, "其他经营支出", "other production cost"),
    PROPERTY_DIVIDEND(IncomeGroup.PROPERTY, "分红", "dividends"),
    PROPERTY_LAND_LEASE(IncomeGroup.PROPERTY, "土地流转", "lease of land"),
    PROPERTY_OTHER(IncomeGroup.PROPERTY, "其他财产性收入", "other property"),
    TRANSFER_MINIMUM_LIVING(IncomeGroup.TRANSFER, "低保金", "minimum living allowance"),
    TRANSFER_EXTREME_POVERTY(IncomeGroup.TRANSFER, "特困供养金", "extreme poverty support"),
    TRANSFER_PENSION(IncomeGroup.TRANSFER, "养老金", "pension"),
    TRANSFER_ECOLOGY(IncomeGroup.TRANSFER, "生态补偿", "ecological compensation"),
    TRANSFER_FAMILY_PLANNING(IncomeGroup.TRANSFER, "计划生育", "family planning"),
    TRANSFER_ALIMONY(IncomeGroup.TRANSFER, "赡养费", "support by children"),
    TRANSFER_RELIEF(IncomeGroup.TRANSFER, "救助", "relief"),
    TRANSFER_OTHER(IncomeGroup.TRANSFER, "其他转移性收入", "other transfers");

    private final IncomeGroup group;
    private final String zh;
    private final String en;

    IncomeItem(IncomeGroup group, String zh, String en) {
        this.group = group;
        this.zh = zh;
        this.en = en;
    }

    /** The group that it is summed up in. */
    public IncomeGroup group() {
        return group;
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
