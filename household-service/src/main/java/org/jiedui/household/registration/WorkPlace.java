package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Where somebody works (务工地点), seen from the own county. */
public enum WorkPlace implements CodeValue {
    IN_COUNTY("县内", "in the county"),
    IN_PREFECTURE("县外市内", "in another county of the prefecture"),
    IN_PROVINCE("市外省内", "in another prefecture of the province"),
    OUTSIDE_PROVINCE("省外", "in another province");

    private final String zh;
    private final String en;

    WorkPlace(String zh, String en) {
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
