package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Land and assets of a household (土地与资产, HH-06), each in its own unit; 亩 is mu, 1/15 hectare. */
public enum AssetKind implements CodeValue {
    FARMLAND("耕地", "farmland", "亩"),
    PADDY("水田", "paddy, part of the farmland", "亩"),
    FOREST("林地", "forest", "亩"),
    ORCHARD("果园", "orchard", "亩"),
    TEA("茶园", "tea garden", "亩"),
    BAMBOO("竹林", "bamboo", "亩"),
    GRASSLAND("牧草地", "grassland", "亩"),
    WATER_SURFACE("养殖水面", "water surface", "亩"),
    HOMESTEAD("宅基地", "homestead", "m²"),
    HOUSE("住房", "dwelling, floor space", "m²"),
    LARGE_LIVESTOCK("大牲畜", "cattle and horses", "头"),
    SMALL_LIVESTOCK("猪羊", "pigs and sheep", "头"),
    POULTRY("家禽", "poultry", "只"),
    VEHICLE("机动车", "motor vehicles", "辆"),
    MACHINE("农机具", "farm machines", "台"),
    OTHER("其他", "other, with note", "件");

    private final String zh;
    private final String en;
    private final String unit;

    AssetKind(String zh, String en, String unit) {
        this.zh = zh;
        this.en = en;
        this.unit = unit;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }

    /** Unit of the amount. */
    public String unit() {
        return unit;
    }
}
