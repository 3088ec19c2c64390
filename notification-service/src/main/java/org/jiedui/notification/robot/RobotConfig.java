package org.jiedui.notification.robot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** Group robots. */
@ConfigMapping(prefix = "jiedui.notification.robot")
public interface RobotConfig {
    /** Hosts that a robot's address may have. */
    @WithDefault("qyapi.weixin.qq.com,oapi.dingtalk.com")
    Set<String> hosts();

    /** Messages that one robot may send in a minute, 1 to 100; both providers allow 20. */
    @WithDefault("20")
    int perMinute();

    /** Longest time of one attempt, 100 ms to 30 s. */
    @WithDefault("PT10S")
    Duration timeout();
}
