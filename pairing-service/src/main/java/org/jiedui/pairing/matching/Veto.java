package org.jiedui.pairing.matching;

/** Hard rules: why somebody may not take a pairing, whatever the score. */
public enum Veto {
    CAPACITY_FULL("名额已满", "No place left in this role"),
    NOT_AVAILABLE("开始之日不在可任职期内", "Not available on the first day"),
    LEAVES_BEFORE_END("可任职期短于结对期限", "Not available for the whole term"),
    OUTSIDE_SERVICE_REGION("超出服务区域", "The helped side lies outside the service region"),
    CONFLICT_OF_INTEREST("与该户有亲属等利害关系", "Member or relative of the household"),
    SAME_PERSON("帮扶双方为同一人", "Helper and helped are the same person"),
    HELPER_IN_NEED("帮扶责任人本人属于在帮扶户", "The helper belongs to a household in care"),
    ALREADY_PAIRED("双方已结对", "The two are paired already"),
    KIND_NOT_ALLOWED("帮扶项目不接受此类帮扶责任人", "The programme does not take this kind of helper"),
    UNIT_LEVEL_NOT_ALLOWED("单位层级不符合帮扶项目要求", "The programme does not take this level of unit"),
    SAME_DEPARTMENT("须来自与现有帮扶责任人不同的部门", "Must come from another department than the present helpers"),
    EVALUATED_UNFIT("上次评议不合格", "Failed the last evaluation");

    private final String zh;
    private final String en;

    Veto(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** The sentence in Chinese. */
    public String zh() {
        return zh;
    }

    /** The sentence in English. */
    public String en() {
        return en;
    }
}
