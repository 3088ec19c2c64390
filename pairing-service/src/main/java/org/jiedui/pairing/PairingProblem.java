package org.jiedui.pairing;

import org.jiedui.chassis.problem.ProblemType;

/** All that this service may refuse for reasons of the domain. */
public enum PairingProblem implements ProblemType {
    ILLEGAL_TRANSITION(409, "当前状态不允许此操作", "The present state does not allow this step"),
    CAPACITY_EXHAUSTED(409, "帮扶责任人名额已满", "The helper has no place left"),
    PAIRING_OVERLAPS(409, "双方在同一角色下的结对期间重叠", "The same two are paired in this role in this period already"),
    ALREADY_PROMOTED(409, "该帮带对象已成为导师", "The mentee has become a mentor already"),
    HELPER_ALREADY_REGISTERED(409, "该人员已登记为帮扶责任人", "This person is registered as a helper already"),
    MENTEE_ALREADY_REGISTERED(409, "该人员已登记为帮带对象", "This person is registered as a mentee already"),
    ACCOUNT_IN_USE(409, "在任期间不得更换账号", "The account cannot change while there are pairings that are not over"),
    CAPACITY_BELOW_TAKEN(409, "名额不得少于已占用的名额", "Fewer places than are taken"),
    PROGRAMME_PERIOD_TAKEN(409, "新规则应晚于现行规则生效", "New rules begin after those in force began"),
    RULE_PERIOD_TAKEN(409, "新规则应晚于现行规则生效", "The new rule begins after the one in force began"),
    OBJECTION_WAITS(409, "您提出的异议尚未答复", "Your objection is not answered yet"),
    OBJECTION_ANSWERED(409, "该异议已答复", "The objection is answered already"),
    ALLIANCE_MEMBER_ALREADY(409, "该单位已是联盟成员或已受邀", "A member of the alliance, or invited, already"),
    ALLIANCE_OVER(409, "该联盟已解散", "The alliance is over"),
    MEMBERSHIP_CLOSED(409, "该成员资格不在待确认状态或已结束", "The membership does not wait for this, or is over"),
    TEAM_GONE(409, "该团队已撤销或撤回", "The team is gone for good"),
    MATCHING_UNDER_WAY(409, "该区划已有匹配正在进行", "A matching of this region is under way already"),
    CONTRADICTORY_LOCKS(422, "锁定的结对互相矛盾或违反规则", "Locks contradict each other or break rules"),
    CHANGE_REQUEST_OPEN(409, "该方已有未决的变更申请", "There is an open change request of this side"),
    CHANGE_REQUEST_DECIDED(409, "该变更申请已办结", "The change request is decided already"),
    OWN_CHANGE_REQUEST(
            403, "不得审批本人提出或涉及本人结对的变更申请", "Nobody decides about an own request, or about one of an own pairing"),
    HOMEWORK_NOT_DUE(409, "该作业不在待提交或待反馈状态", "The homework does not wait for this"),
    UNKNOWN_PAIRINGS(
            422, "结对不存在、不可见或当日不在期内", "Pairings that do not exist, are not visible or not under way on that day"),
    UNKNOWN_PROGRAMME(422, "该日期没有此帮扶项目", "No such programme on that day"),
    UNKNOWN_HELPER(422, "帮扶责任人不存在或不可选", "No such helper, or not to be chosen by you"),
    HELPER_NOT_ELIGIBLE(422, "帮扶责任人不符合条件", "The helper may not take this pairing"),
    PROGRAMME_FORBIDS(422, "帮扶项目不允许此结对", "The programme does not allow this pairing"),
    TERM_NOT_ALLOWED(422, "期限不符合帮扶项目规定", "The term is outside the programme's limits"),
    FORM_REQUIRES_PARTNERS(
            422, "该户须由至少两个不同部门共同帮扶", "This household needs helpers of at least two different departments"),
    FORM_ONE_TO_ONE(422, "主要帮扶责任人已满", "There is no room for another primary helper"),
    TOO_MANY_HELPERS(422, "帮扶责任人数量已达上限", "The helped side has as many helpers as the programme allows"),
    PUBLICITY_TOO_SHORT(422, "公示天数不足", "The publicity is too short"),
    PUBLICITY_NOT_OVER(422, "公示尚未期满", "The publicity is not over"),
    OBJECTIONS_OPEN(422, "尚有异议未处理", "There are objections without an answer"),
    OBJECTION_UPHELD(422, "异议成立，不能确认", "An objection was upheld"),
    HOUSEHOLD_CLOSED(422, "该户已注销或已并入他户", "The household was closed or became one with another"),
    HOUSEHOLD_NOT_STABLE(422, "该户尚未稳定，不得撤出帮扶", "The household is not stable: help may not be withdrawn"),
    HOUSEHOLD_WOULD_BE_UNCOUPLED(422, "该户将失去最后一名主要帮扶责任人", "The household would lose its last active primary helper"),
    MEMBER_TIED(422, "新成员与该团队帮扶的农户有利害关系", "Somebody who joins is tied to a household that the team helps"),
    NO_ACTIVE_LEADER(422, "工作队须恰有一名现任负责人", "A team has exactly one present leader"),
    UNKNOWN_ORGANISATION(
            422, "单位不存在，或本省单位未按登记填报", "No such organisation, or one of the province that is not registered"),
    ALLIANCE_NEEDS_LEAD(422, "牵头单位退出前须先指定新的牵头单位", "The leading member goes once another one leads"),
    LINEAGE_CYCLE(422, "导师不能是帮带对象的徒弟", "A mentor cannot descend from the mentee");

    private final int status;
    private final String zh;
    private final String en;

    PairingProblem(int status, String zh, String en) {
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
