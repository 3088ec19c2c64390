package org.jiedui.notification.robot;

import java.util.List;
import org.jiedui.notification.delivery.Channel;

/**
 * A robot to register.
 *
 * @param kind {@code WECOM} or {@code DINGTALK}
 * @param secret DingTalk only, or null
 * @param types event names; empty for the mandatory ones
 * @param language {@code zh} or {@code en}
 */
public record RegisterRobot(
        Channel kind, String name, String url, String secret, List<String> types, String region, String language) {
    @Override
    public String toString() {
        return "RegisterRobot[" + kind + "]";
    }
}
