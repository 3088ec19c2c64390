package org.jiedui.notification;

import org.jiedui.chassis.problem.ProblemType;

/** All that this service may refuse beside the technical refusals of the chassis. */
public enum NotificationProblem implements ProblemType {
    TEMPLATE_INVALID(422, "模板无效", "The template is invalid"),
    CHANNEL_NOT_CONFIGURED(422, "此渠道未配置", "This channel is not configured"),
    CONTACT_POINT_TAKEN(409, "该联系方式已由他人验证", "Verified by somebody else"),
    CONTACT_POINTS_FULL(409, "联系方式已达上限，请先删除不用的", "No more addresses can be registered; remove one first"),
    CODE_WRONG(422, "验证码错误", "The code is wrong"),
    CODE_OVER(422, "验证码已失效，请重新获取", "The code is no longer valid, ask for a new one"),
    MANDATORY_TYPE(422, "此类通知不可退订", "This type cannot be opted out of"),
    WEBHOOK_ADDRESS_REFUSED(422, "不允许的回调地址", "The address is not allowed"),
    ROBOT_ADDRESS_REFUSED(422, "不允许的机器人地址", "The robot's address is not allowed"),
    REPORT_NOT_SIGNED(401, "签名无效或已过期", "The signature is wrong or too old"),
    REMINDER_RULE_INVALID(422, "催办规则无效", "The reminder rule is invalid"),
    SEGMENT_EMPTY(422, "没有符合条件的接收人", "The segment selects nobody"),
    BROADCAST_NOT_COUNTED(409, "须先统计接收人数", "The recipients must be counted first"),
    SECOND_PERSON_REQUIRED(403, "须由他人审批", "Somebody else must approve"),
    PROVINCE_APPROVAL_REQUIRED(403, "全省发送须由省级审批", "The whole province needs the province's approval"),
    REPLAY_RUNNING(409, "该地址的重放尚未结束", "The replay before has not ended yet"),
    STREAM_BUSY(503, "推送连接过多", "Too many open streams");

    private final int status;
    private final String zh;
    private final String en;

    NotificationProblem(int status, String zh, String en) {
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
