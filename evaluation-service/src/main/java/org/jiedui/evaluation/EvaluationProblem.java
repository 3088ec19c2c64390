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
    /** The cycle cannot open: pairings that were announced are still on the log. */
    PAIRINGS_BEHIND(409, "仍有结对消息尚未接收", "Announced pairings were not taken in yet"),
    /** The cycle of this task accepts no answers (any more). */
    CYCLE_NOT_OPEN(409, "评议周期未开放", "The cycle is not open"),
    /** The publicity period is not over. */
    PUBLICITY_RUNNING(409, "公示期未满", "The publicity period is not over"),
    /** The answer breaks a rule of its template; the reasons name the indicators. */
    ANSWER_REFUSED(422, "评议内容不符合评议表", "The answer does not fit its template"),
    /** This task has its answer. */
    ALREADY_SUBMITTED(409, "该评议已提交", "This evaluation was submitted already"),
    /** The last day for answering is over. */
    DEADLINE_PASSED(409, "已过评议截止日期", "The deadline has passed"),
    /** The village has survey tokens for this helper: collect the answer with one of them, so that it counts once. */
    SURVEY_ISSUED(409, "该村已发放评议码，请凭码代收", "Survey tokens were issued; collect the answer with a token"),
    /** Every household of the village has its token already, or none has a helper to evaluate. */
    NOTHING_TO_ISSUE(409, "没有需要发放的评议码", "There is no token to issue"),
    /** An extension ends later than before. */
    EXTENSION_REFUSED(422, "延期日期无效", "The extension is not valid"),
    /** A survey token works once. */
    TOKEN_USED(409, "该评议码已使用", "This token was used already"),
    /** A result is corrected once it is published; before, score again. */
    RESULT_NOT_PUBLISHED(409, "评议结果尚未发布", "The result is not published"),
    /** The correction names an answer that the result does not have, or changes nothing. */
    CORRECTION_REFUSED(422, "更正内容无效", "The correction is not valid"),
    /** The days for an appeal are over. */
    APPEAL_WINDOW_CLOSED(409, "申诉期已过", "The time for an appeal is over"),
    /** There is an appeal against this version of the result. */
    APPEAL_EXISTS(409, "已对该结果提出申诉", "There is an appeal against this result"),
    /** The appeal is decided, or was not re-checked yet. */
    APPEAL_STATE_CONFLICT(409, "申诉当前状态不允许此操作", "The state of the appeal does not allow this"),
    /** Revoked honours stay revoked. */
    HONOUR_REVOKED(409, "该荣誉已撤销", "The honour is revoked"),
    /** The holder has this honour. */
    HONOUR_EXISTS(409, "该荣誉已登记", "The honour is recorded already"),
    /** Not a legal transition of a model case; the reasons name the legal ones. */
    MODEL_CASE_STATE_CONFLICT(409, "典型案例当前状态不允许此操作", "The state of the case does not allow this"),
    /** Who nominated a case does not review it. */
    OWN_NOMINATION(422, "不得评审本人推荐的案例", "Your own nomination is reviewed by somebody else");

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
