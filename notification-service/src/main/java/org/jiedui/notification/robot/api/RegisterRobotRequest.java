package org.jiedui.notification.robot.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.robot.RegisterRobot;

/**
 * A group robot to register.
 *
 * @param types event names; empty for the mandatory ones
 * @param secret what a DingTalk robot signs with
 */
@Schema(examples = """
                {"kind":"DINGTALK","name":"乡村振兴工作群","url":"https://oapi.dingtalk.com/robot/send?access_token=0a1b2c",
                "secret":"SEC000000","types":["risk-alert-raised"],"region":"330523","language":"zh"}""")
public record RegisterRobotRequest(
        @NotNull Kind kind,
        @NotBlank @Size(max = 60) String name,

        @NotBlank
        @Size(max = 400)
        @Pattern(
                regexp = "https?://[\\x21-\\x7e&&[^<>\"{}|\\\\^`]]+",
                message = "FORMAT|应为 http(s) 地址|Must be an http(s) address")
        String url,

        @Size(max = 200) @Pattern(regexp = "[\\x21-\\x7e]+", message = "FORMAT|应为可见 ASCII 字符|Must be visible ASCII")
        String secret,

        @NotNull @Size(max = 50) List<@NotBlank @Size(max = 60) String> types,

        @NotNull
        @Pattern(
                regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}",
                message = "FORMAT|应为 2、4、6、9 或 12 位区划代码|Must be a division code of 2, 4, 6, 9 or 12 digits")
        String region,

        @Pattern(regexp = "zh|en") String language) {
    /** Whose robot. */
    public enum Kind {
        WECOM,
        DINGTALK
    }

    /** Whether a secret belongs to a robot that can sign. */
    @AssertTrue(message = "NOT_APPLICABLE|仅钉钉机器人使用密钥|Only DingTalk robots sign")
    // not public: Jackson must not take it for the property of this name
    boolean isSecret() {
        return secret == null || kind != Kind.WECOM;
    }

    /** Whether all types exist. */
    @AssertTrue(message = "UNKNOWN_CODE|没有此事件类型|No such event type")
    boolean isTypes() {
        return types == null
                || types.stream()
                        .allMatch(type -> type == null
                                || org.jiedui.notification.audience.EventType.named(type)
                                        .isPresent());
    }

    RegisterRobot toCommand() {
        return new RegisterRobot(
                Channel.valueOf(kind.name()),
                name,
                url,
                secret,
                List.copyOf(types),
                region,
                language == null ? "zh" : language);
    }

    @Override
    public String toString() {
        return "RegisterRobotRequest[" + kind + "]";
    }
}
