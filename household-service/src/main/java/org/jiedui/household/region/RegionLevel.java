package org.jiedui.household.region;

import org.jiedui.household.CodeValue;

/** Level of an administrative division (行政区划级别). */
public enum RegionLevel implements CodeValue {
    PROVINCE("省", "province"),
    PREFECTURE("市", "prefecture"),
    COUNTY("县", "county"),
    TOWNSHIP("乡镇", "township"),
    VILLAGE("村", "village");

    private final String zh;
    private final String en;

    RegionLevel(String zh, String en) {
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
