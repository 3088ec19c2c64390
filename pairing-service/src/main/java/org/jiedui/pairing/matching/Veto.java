package org.jiedui.pairing.matching;

/** Hard rules: why somebody may not take a pairing, whatever the score. */
public enum Veto {
    CAPACITY_FULL("名额已满", "No place left in this role"),
    NOT_AVAILABLE("开始之日不在可任职期内", "Not available on the first day"),
    ON_LEAVE("开始之日在长期离岗期间", "On leave on the first day"),
    LEAVES_BEFORE_END("可任职期短于结对期限", "Not available for the whole term"),
    OUTSIDE_SERVICE_REGION("超出服务区域", "The helped side lies outside the service region"),
    CONFLICT_OF_INTEREST("与该户有亲属等利害关系", "Member or relative of the household"),
    SAME_PERSON("帮扶双方为同一人", "Helper and helped are the same person"),
    HELPER_IN_NEED("帮扶责任人本人属于在帮扶户", "The helper belongs to a household in care"),
    ALREADY_PAIRED("双方已结对", "The two are paired already"),
    KIND_NOT_ALLOWED("帮扶项目不接受此类帮扶责任人", "The programme does not take this kind of helper"),
    UNIT_LEVEL_NOT_ALLOWED("单位层级不符合帮扶项目要求", "The programme does not take this level of unit"),
    SAME_DEPARTMENT("须来自与现有帮扶责任人不同的部门", "Must come from another department than the present helpers"),
    EVALUATED_UNFIT("上次评议不合格", "Failed the last evaluation"),
    // the rest only where a rule that is soft by nature was made a hard one
    KIND_DOES_NOT_FIT("帮扶责任人类型与村情不符", "The kind of helper does not fit the village"),
    SKILL_MISSING("技能不足以满足需求", "Skills do not meet the needs"),
    TOO_FAR("距离过远", "Too far away"),
    LOAD_TOO_HIGH("工作负荷过重", "Carries too much already"),
    EVALUATION_TOO_LOW("历次评议得分过低", "Evaluations are too low"),
    DIALECT_NOT_SHARED("不通晓当地方言", "Does not speak the local dialect"),
    NOT_WISHED("双方无结对意愿", "The sides do not wish for each other"),
    NOT_CONTINUED("双方此前未结对", "The two were not paired before");

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
