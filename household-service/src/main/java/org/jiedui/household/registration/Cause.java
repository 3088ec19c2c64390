package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Cause of poverty (致贫原因). */
public enum Cause implements CodeValue {
    ILLNESS("因病", "illness"),
    DISABILITY("因残", "disability"),
    SCHOOLING("因学", "cost of schooling"),
    DISASTER("因灾", "disaster"),
    LACK_OF_LAND("缺土地", "lack of land"),
    LACK_OF_WATER("缺水", "lack of water"),
    LACK_OF_SKILLS("缺技术", "lack of skills"),
    LACK_OF_LABOUR("缺劳力", "lack of labour"),
    LACK_OF_FUNDS("缺资金", "lack of funds"),
    POOR_TRANSPORT("交通条件落后", "poor transport"),
    LACK_OF_DRIVE("自身发展动力不足", "lack of drive"),
    OTHER("其他", "other, with remark");

    private final String zh;
    private final String en;

    Cause(String zh, String en) {
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
