package org.jiedui.household;

import org.jiedui.chassis.problem.ProblemType;

/** All that this service refuses for reasons of the domain. */
public enum HouseholdProblem implements ProblemType {
    PERSON_ALREADY_REGISTERED(409, "该人员已登记在其他户", "A person is registered in another household already"),
    EXTERNAL_ID_TAKEN(409, "外部编号已被使用", "The external id belongs to another household"),
    LINE_EXISTS(409, "同一地区同一起始日的线已存在", "There is a line of this kind, region and first day already"),
    UNKNOWN_REGION(422, "村级区划代码不存在或已撤销", "No such village, or abolished"),
    HEAD_MUST_STAY(422, "户主不能直接减少，请先变更户主", "The head cannot leave before there is another one"),
    ALREADY_DEPARTED(409, "该成员已不在户内", "The member has left already"),
    HEAD_EXISTS(422, "一户只能有一位在世户主", "A household has exactly one living head"),
    HOUSEHOLD_CLOSED(409, "该户已销户", "The household exists no more"),
    EVENT_DATE_REFUSED(422, "变动日期不合理", "It cannot have happened on that day"),
    LATER_CHANGE_EXISTS(409, "同一内容已有更晚生效的变更", "The same was changed with effect from a later day"),
    RELATIONS_INCOMPLETE(422, "须填写其余每位成员与新户主的关系", "What everybody else is to the new head must be said"),
    SPLIT_NOT_PARTIAL(422, "分户须有成员分出且有成员留下", "A split takes some members and leaves some"),
    SAME_HOUSEHOLD(422, "不能与本户合并", "A household cannot be merged with itself"),
    CASE_STILL_OPEN(409, "该户有未办结的监测流程，须先办结", "The household's risk case must come to its end first"),
    MERGE_NOT_UNDOABLE(409, "合并后已有其他变更，不能撤销", "Later changes make it impossible to undo the merge"),
    TRANSITION_OPEN(409, "该户已有待审批的类型变更", "The household has a transition that is not decided"),
    TRANSITION_NOT_LEGAL(422, "不允许此类型变更", "This transition is not legal"),
    TRANSITION_OUTDATED(409, "提出后该户类型已变化，此变更不再允许", "The household has changed: the transition is not legal any more"),
    TRANSITION_DECIDED(409, "该变更已审批", "The transition is decided already"),
    OWN_PROPOSAL(403, "不能审批本人提出的变更", "Nobody decides on an own proposal"),
    UNDER_LEGAL_HOLD(409, "该户档案处于法律保全中", "The household's file is under a legal hold"),
    HOLD_LIFTED(409, "法律保全已解除", "The hold was lifted already"),
    CASE_ALREADY_OPEN(409, "该户已有未办结的监测流程", "The household has an open risk case already"),
    ILLEGAL_TRANSITION(409, "当前环节不允许此操作", "Not possible at this stage of the procedure"),
    PUBLICITY_RUNNING(422, "公示期未满", "The publicity is still running"),
    OBSERVATION_RUNNING(422, "观察期未满", "The observation is still running"),
    OBJECTIONS_REMAIN(422, "公示异议尚未办结", "There are objections to the publicity"),
    MANNER_NOT_FITTING(422, "消除方式与帮扶记录不符", "The manner of elimination does not fit the measures"),
    RULE_SET_BEGINS_BEFORE_TODAY(422, "规则集不得追溯生效", "A rule set cannot begin in the past: decisions would be rewritten"),
    SHOCK_OVER(409, "该事项已结束", "It is over already"),
    DISASTER_LIFTED(409, "灾情已解除", "The disaster is lifted already"),
    RISKS_REMAIN(422, "风险尚未消除", "There are open risks"),
    CATEGORY_NOT_FITTING(422, "监测类别与户类型不符", "The category does not fit the type of household"),
    PLAN_NOT_DRAFT(409, "计划不在待审核状态", "The plan is not a draft"),
    REQUEST_STATE(409, "当前办理状态不允许此操作", "Not possible in this state of the request"),
    PAIRING_OVER(403, "结对已结束，只能查看", "The pairing is over: reading only"),
    NOTHING_TO_PUBLICISE(422, "没有可公示的内容", "There is nothing to publicise"),
    PUBLICITY_TOO_LONG(422, "公示条目过多，请缩小范围", "Too many entries for one notice"),
    PUBLICITY_ENDED(409, "公示未开始或已办结、撤回", "The notice is not hanging, or its matter is ended"),
    OBJECTIONS_OPEN(422, "尚有异议未答复", "There are objections without answer"),
    OBJECTION_ANSWERED(409, "该异议已答复", "The objection is answered already"),
    OBJECTION_AT_CASE(422, "对监测对象的异议请在监测流程中提出", "Objections to a risk case are noted at the case"),
    ATTACHMENT_CONTENT(422, "文件内容与声明的类型不符", "The file is not what it says it is"),
    ATTACHMENT_QUOTA(422, "附件数量或总量超限", "Too many or too large attachments of one record"),
    RANGE_NOT_SATISFIABLE(416, "请求的范围无效", "No such range"),
    TOO_MANY_DRAFTS(409, "走访草稿过多，请先提交或删除", "Too many drafts of visits: record or discard some"),
    QUESTION_CLOSED(409, "该督导提问已关闭", "The question is closed"),
    DISPATCH_CONFLICT(422, "不能交由被投诉人办理", "Not to the one complained about"),
    UNKNOWN_FUND(422, "资金不存在或不适用于该农户所在地区", "No such fund for the region of the household"),
    FUND_EXCEEDED(422, "超出资金余额", "More than what is left of the fund"),
    PLAN_BUDGET_EXCEEDED(422, "超出一户一策中该项资金的余额", "More than what is left of the plan's share of the fund"),
    MEASURE_STATE(409, "该措施不允许此操作", "Not possible with this measure"),
    ALREADY_A_PARTICIPANT(409, "农户已参加该项目", "Households of the project already"),
    NOT_A_PARTICIPANT(422, "农户未参加该项目", "Not a household of the project"),
    SEGMENT_EMPTY(422, "没有符合条件的农户", "No household meets the conditions"),
    SEGMENT_TOO_LARGE(422, "农户数量超出一次上限", "Too many households at once"),
    PROJECT_STATE(409, "项目当前状态不允许此操作", "Not possible in this state of the project"),
    DEPENDS_ON_REFUSED(409, "所依赖的离线操作未成功", "An operation that this one depends on did not succeed"),
    UNKNOWN_OPERATION(400, "未知的离线操作类型", "Unknown kind of operation"),
    IMPORT_NOT_VALIDATED(409, "该导入不是已完成的校验", "Not a finished validation of a file"),
    RELEASE_BY_ORDERER(403, "须由另一人放行", "Another person has to release it"),
    QUALITY_REFUSED(422, "数据质量校验未通过", "Refused by a data-quality rule"),
    WAIVER_TOO_LONG(422, "豁免期限过长", "The waiver is too long"),
    REGION_CHANGE_REFUSED(422, "区划变更不成立", "The change of divisions does not hold"),
    UNKNOWN_CELL(422, "网格不存在", "There is no such grid cell"),
    MAPPING_OVERLAPS(409, "该代码在此期间已有对照", "The code has a mapping on a day of this validity already"),
    TEMPLATE_EXISTS(409, "同名模板已存在", "There is a template of this name already"),
    EXPORT_NOT_READY(409, "导出尚未完成", "The export is not finished"),
    UNKNOWN_EXPORT_KIND(400, "未知的导出类型", "Unknown kind of export"),
    UNKNOWN_IMPORT_KIND(400, "未知的导入类型", "Unknown kind of import");

    private final int status;
    private final String zh;
    private final String en;

    HouseholdProblem(int status, String zh, String en) {
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
