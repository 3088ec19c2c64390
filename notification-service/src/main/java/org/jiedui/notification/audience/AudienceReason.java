package org.jiedui.notification.audience;

import java.util.EnumSet;
import java.util.Set;

/** Why somebody is told of an event; shown with every message. */
public enum AudienceReason {
    VILLAGE_IN_CHARGE("您负责所在村", "You are in charge of the village"),
    TOWNSHIP_IN_CHARGE("您负责所在乡镇", "You are in charge of the township"),
    COUNTY_IN_CHARGE("您负责所在县", "You are in charge of the county"),
    PROVINCE_IN_CHARGE("您负责所在省", "You are in charge of the province"),
    HELPS_THE_HOUSEHOLD("您是该户的帮扶责任人", "You help this household"),
    PARTY_OF_THE_PAIRING("您是结对的一方", "You are a party of the pairing"),
    MEMBER_OF_THE_TEAM("您是该团队成员", "You are a member of the team"),
    OWN_PROFILE("这是您本人的登记信息", "It is your own record"),
    OWN_TASK("这是您本人的任务", "It is your own task"),
    OWN_VISIT("这是对您本人走访的询问", "It is about a visit of your own"),
    OWN_PLAN("这是您本人撰写的计划", "It is a plan that you wrote"),
    ASSIGNED_ROLE("该任务分派给您的岗位", "The task is assigned to your office"),
    OWN_RESULT("这是您本人的评议结果", "It is your own result"),
    OWN_APPEAL("这是您本人的申诉", "It is your own appeal"),
    OWN_HONOUR("这是您本人的荣誉", "It is your own honour"),
    SUBSCRIBED("该地址订阅了此类事件", "The endpoint subscribed to this type"),
    SUPERVISES("下级逾期未办，由您督办", "You supervise what was not done in time"),
    IN_THE_SEGMENT("您属于该信息的发送对象", "You belong to those whom it was meant for"),
    OWN_ENDPOINT("这是您登记的回调地址", "You registered the endpoint"),
    ASKED_FOR("由您本人发起", "You asked for it");

    /** What is told to whoever holds an office, not to a person. */
    public static final Set<AudienceReason> OF_OFFICES = Set.copyOf(EnumSet.of(
            VILLAGE_IN_CHARGE, TOWNSHIP_IN_CHARGE, COUNTY_IN_CHARGE, PROVINCE_IN_CHARGE, ASSIGNED_ROLE, SUPERVISES));

    private final String zh;
    private final String en;

    AudienceReason(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** The sentence in the reader's language. */
    public String text(boolean chinese) {
        return chinese ? zh : en;
    }
}
