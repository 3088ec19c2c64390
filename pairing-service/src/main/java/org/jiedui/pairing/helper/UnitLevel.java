package org.jiedui.pairing.helper;

import org.jiedui.pairing.CodeValue;

/** Level of a unit, highest first. */
public enum UnitLevel implements CodeValue {
    NATIONAL("中央", "national"),
    PROVINCE("省", "province"),
    PREFECTURE("市", "prefecture"),
    COUNTY("县", "county"),
    TOWNSHIP("乡镇", "township"),
    VILLAGE("村", "village");

    private final Label label;

    UnitLevel(String zh, String en) {
        label = new Label(zh, en);
    }

    @Override
    public Label label() {
        return label;
    }
}
