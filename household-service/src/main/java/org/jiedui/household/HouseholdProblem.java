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
    CASE_ALREADY_OPEN(409, "该户已有未办结的监测流程", "The household has an open risk case already"),
    ILLEGAL_TRANSITION(409, "当前环节不允许此操作", "Not possible at this stage of the procedure"),
    PUBLICITY_RUNNING(422, "公示期未满", "The publicity is still running"),
    OBSERVATION_RUNNING(422, "观察期未满", "The observation is still running"),
    RISKS_REMAIN(422, "风险尚未消除", "There are open risks"),
    CATEGORY_NOT_FITTING(422, "监测类别与户类型不符", "The category does not fit the type of household"),
    PLAN_NOT_DRAFT(409, "计划不在待审核状态", "The plan is not a draft"),
    REQUEST_STATE(409, "当前办理状态不允许此操作", "Not possible in this state of the request"),
    PAIRING_OVER(403, "结对已结束，只能查看", "The pairing is over: reading only"),
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
