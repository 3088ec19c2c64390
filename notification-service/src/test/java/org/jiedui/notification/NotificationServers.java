package org.jiedui.notification;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jiedui.local.TestServers;

/**
 * Settings for the tests of this module: quick retries, a mail server on a free port (started by the test that needs it),
 * and one loopback address that webhooks may have, so that all others stay refused.
 */
public class NotificationServers implements QuarkusTestResourceLifecycleManager {
    static final String SMS_SECRET = "sms-test-secret";

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("jiedui.notification.mail.host", "127.0.0.1"),
                Map.entry("jiedui.notification.mail.port", Integer.toString(TestServers.freePort())),
                Map.entry("jiedui.notification.mail.timeout", "PT5S"),
                Map.entry("jiedui.notification.sms.url", "http://127.0.0.2:" + TestServers.freePort() + "/sms"),
                Map.entry("jiedui.notification.sms.secret", SMS_SECRET),
                Map.entry("jiedui.notification.push.url", "http://127.0.0.2:" + TestServers.freePort() + "/push"),
                Map.entry("jiedui.notification.push.secret", SMS_SECRET),
                Map.entry("jiedui.notification.robot.hosts", "127.0.0.2,qyapi.weixin.qq.com,oapi.dingtalk.com"),
                Map.entry("jiedui.notification.robot.per-minute", "3"),
                Map.entry("jiedui.notification.preference.coalesce", "PT1S"),
                Map.entry("jiedui.notification.schedule.poll", "PT0.1S"),
                // tests make old things and sweep by themselves
                Map.entry("jiedui.notification.retention.enabled", "false"),
                Map.entry("jiedui.notification.webhook.allowed-networks", "127.0.0.2/32"),
                Map.entry("jiedui.notification.webhook.timeout", "PT5S"),
                Map.entry("jiedui.notification.delivery.poll", "PT0.05S"),
                Map.entry("jiedui.notification.delivery.first-pause", "PT0.2S"),
                Map.entry("jiedui.notification.delivery.longest-pause", "PT0.5S"),
                Map.entry("jiedui.notification.delivery.longest-lane-pause", "PT0.5S"),
                Map.entry("jiedui.notification.stream.heartbeat", "PT1S"));
    }

    @Override
    public void stop() {
        // nothing was started
    }
}
