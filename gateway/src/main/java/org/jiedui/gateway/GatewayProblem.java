package org.jiedui.gateway;

import java.util.Locale;

/**
 * All that the gateway itself may refuse, with the status of the answer and its title in Chinese and English. Codes are
 * part of the public contract. What a service refuses passes through untouched.
 */
public enum GatewayProblem {
    MALFORMED_REQUEST(400, "请求格式不正确", "The request is malformed"),
    UNAUTHENTICATED(401, "未登录或令牌无效", "No valid token"),
    SCOPE_MISSING(403, "访问令牌的授权范围不足", "The access token lacks a scope"),
    NOT_FOUND(404, "资源不存在", "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "不支持该请求方法", "The method is not allowed"),
    NOT_ACCEPTABLE(406, "无法提供所要求的格式", "No acceptable representation"),
    REQUEST_TIMEOUT(408, "请求体传输超时", "The request body took too long"),
    TOO_LARGE(413, "请求体过大", "The request body is too large"),
    URI_TOO_LONG(414, "请求地址过长", "The request target is too long"),
    TOO_MANY_REQUESTS(429, "请求过于频繁", "Too many requests"),
    HEADERS_TOO_LARGE(431, "请求头过大", "The request headers are too large"),
    INTERNAL(500, "网关内部错误", "The gateway failed"),
    UNAVAILABLE(503, "服务暂不可用", "The service is not available"),
    SERVICE_BUSY(503, "服务繁忙", "The service is busy"),
    SERVICE_TIMEOUT(503, "服务响应超时", "The service took too long"),
    SERVICE_BROKE_OFF(503, "服务中断了应答", "The service broke off"),
    IDENTITY_PROVIDER_UNAVAILABLE(503, "身份认证服务暂不可用", "The identity provider is not available"),
    CONTRACT_UNAVAILABLE(503, "接口文档暂不可用", "The contract is not available");

    private final int status;
    private final String chinese;
    private final String english;

    GatewayProblem(int status, String chinese, String english) {
        this.status = status;
        this.chinese = chinese;
        this.english = english;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The problem type, {@code urn:jiedui:problem:} and the code in kebab case. */
    public String type() {
        return "urn:jiedui:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The title in the language of the caller. */
    public String title(Language language) {
        return language == Language.ENGLISH ? english : chinese;
    }
}
