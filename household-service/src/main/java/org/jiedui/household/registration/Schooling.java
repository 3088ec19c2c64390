package org.jiedui.household.registration;

import org.jiedui.household.CodeValue;

/** At school (在校生状况). */
public enum Schooling implements CodeValue {
    NOT_AT_SCHOOL("非在校生", "not at school"),
    PRESCHOOL("学前教育", "preschool"),
    PRIMARY("小学", "primary"),
    GRADE_7("七年级", "grade 7"),
    GRADE_8("八年级", "grade 8"),
    GRADE_9("九年级", "grade 9"),
    SENIOR_1("高一", "senior 1"),
    SENIOR_2("高二", "senior 2"),
    SENIOR_3("高三", "senior 3"),
    VOCATIONAL_1("中职一", "vocational 1"),
    VOCATIONAL_2("中职二", "vocational 2"),
    VOCATIONAL_3("中职三", "vocational 3"),
    HIGHER_VOCATIONAL_1("高职一", "higher vocational 1"),
    HIGHER_VOCATIONAL_2("高职二", "higher vocational 2"),
    HIGHER_VOCATIONAL_3("高职三", "higher vocational 3"),
    COLLEGE("大专", "college"),
    BACHELOR("本科", "bachelor"),
    MASTER_OR_ABOVE("硕士及以上", "master or above");

    private final String zh;
    private final String en;

    Schooling(String zh, String en) {
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
