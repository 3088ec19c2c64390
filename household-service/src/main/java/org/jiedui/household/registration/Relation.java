package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** Relation to the head (与户主关系); national codes of GB/T 4761-2008. */
public enum Relation implements CodeValue {
    HEAD("户主", "head", "02"),
    SPOUSE("配偶", "spouse", "10"),
    SON("之子", "son", "20"),
    DAUGHTER("之女", "daughter", "30"),
    DAUGHTER_IN_LAW("之儿媳", "daughter-in-law", "28"),
    SON_IN_LAW("之女婿", "son-in-law", "38"),
    SONS_SON("之孙子", "grandson (of a son)", "41"),
    SONS_DAUGHTER("之孙女", "granddaughter (of a son)", "42"),
    DAUGHTERS_SON("之外孙子", "grandson (of a daughter)", "43"),
    DAUGHTERS_DAUGHTER("之外孙女", "granddaughter (of a daughter)", "44"),
    FATHER("之父", "father", "51"),
    MOTHER("之母", "mother", "52"),
    WIFES_FATHER("之岳父", "father of the wife", "55"),
    WIFES_MOTHER("之岳母", "mother of the wife", "56"),
    HUSBANDS_FATHER("之公公", "father of the husband", "53"),
    HUSBANDS_MOTHER("之婆婆", "mother of the husband", "54"),
    FATHERS_FATHER("之祖父", "grandfather, paternal", "61"),
    FATHERS_MOTHER("之祖母", "grandmother, paternal", "62"),
    MOTHERS_FATHER("之外祖父", "grandfather, maternal", "63"),
    MOTHERS_MOTHER("之外祖母", "grandmother, maternal", "64"),
    SIBLING("之兄弟姐妹", "brother or sister", "70"),
    OTHER("其他", "other", "99");

    private final String zh;
    private final String en;
    private final String national;

    Relation(String zh, String en, String national) {
        this.zh = zh;
        this.en = en;
        this.national = national;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }

    @Override
    public String national() {
        return national;
    }
}
