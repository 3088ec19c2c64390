package org.jiedui.pairing.matching;

/**
 * What would take a veto away.
 *
 * @param code what is to be done
 * @param possible false: nothing can be done about it
 * @param value day, division or number that it needs, or null
 */
public record Remedy(Code code, boolean possible, String value) {
    /** What is to be done. */
    public enum Code {
        ADD_A_PLACE("增加名额或结束其一项结对；所需名额", "One more place, or one of the helper's pairings ended; places needed"),
        BEGIN_LATER("结对自该日开始", "Begin on this day"),
        EXTEND_AVAILABILITY("可任职期延长至该日", "Available until this day"),
        END_EARLIER("结对至该日结束", "End on this day"),
        WIDEN_SERVICE_REGION("服务区域扩大至该区划", "Service region widened to this division"),
        NOTHING("不可改变", "Nothing can change this"),
        WAIT_UNTIL_STABLE("待帮扶责任人家庭脱离帮扶", "Once the helper's own household is out of care"),
        END_PRESENT_PAIRING("先结束双方现有结对", "Once their present pairing has ended"),
        OTHER_PROGRAMME("改用接受其类型和单位层级的项目", "A programme that takes this kind of helper and unit"),
        OTHER_DEPARTMENT_FIRST(
                "先由其他部门的责任人结对，或改任辅助角色", "Once a helper of another department is paired, or in the supporting role"),
        BETTER_EVALUATION("下次评议合格后", "Once the next evaluation is better"),
        LOWER_THRESHOLD("降低该规则的门槛", "The rule's threshold lowered");

        private final String zh;
        private final String en;

        Code(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }
    }

    /** The sentence in Chinese. */
    public String zh() {
        return value == null ? code.zh : code.zh + "：" + value;
    }

    /** The sentence in English. */
    public String en() {
        return value == null ? code.en : code.en + ": " + value;
    }
}
