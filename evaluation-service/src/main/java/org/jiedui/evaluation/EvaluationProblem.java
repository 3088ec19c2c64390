package org.jiedui.evaluation;

import org.jiedui.chassis.problem.ProblemType;

/** All that this service may refuse beyond the technical refusals of the chassis. */
public enum EvaluationProblem implements ProblemType {
    /** The indicators of a template break a rule, such as weights that do not add up to 100. */
    TEMPLATE_REFUSED(422, "评议表不符合规则", "The template breaks a rule"),
    /** A released template never changes; make a new version. */
    TEMPLATE_RELEASED(409, "评议表已发布，不可修改", "The template is released and cannot change"),
    /** The cycle cannot be planned like this. */
    CYCLE_REFUSED(422, "评议周期不符合规则", "The cycle breaks a rule"),
    /** The pairings of this region and programme are in another cycle whose period overlaps. */
    CYCLE_OVERLAPS(409, "与已有评议周期重叠", "Overlaps with another cycle"),
    /** Not a legal transition; the reasons name the legal ones. */
    CYCLE_STATE_CONFLICT(409, "评议周期当前状态不允许此操作", "The state of the cycle does not allow this"),
    /** The cycle of this task accepts no answers (any more). */
    CYCLE_NOT_OPEN(409, "评议周期未开放", "The cycle is not open"),
    /** The publicity period is not over. */
    PUBLICITY_RUNNING(409, "公示期未满", "The publicity period is not over"),
    /** The answer breaks a rule of its template; the reasons name the indicators. */
    ANSWER_REFUSED(422, "评议内容不符合评议表", "The answer does not fit its template"),
    /** This task has its answer. */
    ALREADY_SUBMITTED(409, "该评议已提交", "This evaluation was submitted already"),
    /** The last day for answering is over. */
    DEADLINE_PASSED(409, "已过评议截止日期", "The deadline has passed");

    private final int status;
    private final String zh;
    private final String en;

    EvaluationProblem(int status, String zh, String en) {
        this.status = status;
        this.zh = zh;
        this.en = en;
    }

    @Override
    public int status() {
        return status;
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
