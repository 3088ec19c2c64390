package org.jiedui.household.risk;

import org.jiedui.household.CodeValue;

/** Risk of falling back into poverty, decided by people (返贫致贫风险); at most five each. */
public enum Risk implements CodeValue {
    ILLNESS("因病", "illness"),
    SCHOOLING("因学", "schooling"),
    DISABILITY("因残", "disability"),
    NATURAL_DISASTER("因自然灾害", "natural disaster"),
    ACCIDENT("因意外事故", "accident"),
    PROJECT_FAILURE("因产业项目失败", "failed project"),
    UNSTABLE_WORK("因务工就业不稳", "unstable work"),
    LACK_OF_LABOUR("缺劳动力", "lack of labour"),
    HOUSING("因安全住房", "unsafe housing"),
    WATER("因安全饮水", "unsafe water"),
    OTHER("其他", "other, with remark");

    private final String zh;
    private final String en;

    Risk(String zh, String en) {
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
