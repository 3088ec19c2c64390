package org.jiedui.chassis.problem;

/** What every service may refuse for technical reasons; the refusals of the domain are in each service's own enum. */
public enum CommonProblem implements ProblemType {
    MALFORMED_REQUEST(400, "请求格式错误", "The request is malformed"),
    INVALID_REQUEST(400, "请求内容不符合要求", "The request is invalid"),
    UNKNOWN_PROPERTY(400, "请求包含未知属性", "The request has unknown properties"),
    UNKNOWN_PARAMETER(400, "未知的查询参数", "Unknown query parameter"),
    INVALID_CURSOR(400, "分页游标无效", "The cursor does not belong to this list"),
    INVALID_IDEMPOTENCY_KEY(400, "幂等键应为 1–255 个可见 ASCII 字符", "Idempotency-Key must be 1 to 255 visible ASCII"),
    UNAUTHENTICATED(401, "未登录或令牌无效", "No valid token"),
    ROLE_NOT_ALLOWED(403, "当前角色无权进行此操作", "Your role may not do this"),
    OUTSIDE_REGION(403, "超出您的管辖区域", "Outside your region"),
    PURPOSE_REQUIRED(403, "查看个人信息须有 pii:read 授权并说明用途", "Looking at personal data needs scope pii:read and a purpose"),
    NOT_FOUND(404, "资源不存在或不可见", "Absent, or not visible to you"),
    METHOD_NOT_ALLOWED(405, "不支持此方法", "Method not allowed"),
    NOT_ACCEPTABLE(406, "无法提供所请求的格式", "Not available in the requested format"),
    REQUEST_IN_PROGRESS(409, "同一幂等键的请求正在处理", "The first request with this key is still running"),
    STATE_CONFLICT(409, "当前状态不允许此操作", "The present state does not allow this"),
    DUPLICATE(409, "记录已存在", "The record exists already"),
    STALE(412, "数据已被他人修改", "Changed by somebody else in the meantime"),
    TOO_LARGE(413, "请求体过大", "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "不支持的内容类型", "Unsupported media type"),
    RULE_REFUSED(422, "不符合业务规则", "Refused by a rule"),
    IDEMPOTENCY_KEY_REUSED(422, "幂等键已用于不同的请求", "The key was used for another request"),
    PRECONDITION_REQUIRED(428, "缺少 If-Match 请求头", "If-Match is required"),
    TOO_MANY_REQUESTS(429, "请求过于频繁", "Too many requests"),
    INTERNAL(500, "系统内部错误", "Internal error"),
    UNAVAILABLE(503, "服务暂时不可用", "Temporarily unavailable");

    private final int status;
    private final String zh;
    private final String en;

    CommonProblem(int status, String zh, String en) {
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
