package org.jiedui.notification;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Settings for the tests of this module: quick retries, a mail server on a free port (started by the test that needs it),
 * and one loopback address that webhooks may have, so that all others stay refused.
 */
public class NotificationServers implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "jiedui.notification.mail.host", "127.0.0.1",
                "jiedui.notification.mail.port", Integer.toString(freePort()),
                "jiedui.notification.webhook.allowed-networks", "127.0.0.2/32",
                "jiedui.notification.webhook.timeout", "PT2S",
                "jiedui.notification.delivery.poll", "PT0.05S",
                "jiedui.notification.delivery.first-pause", "PT0.2S",
                "jiedui.notification.delivery.longest-pause", "PT0.5S",
                "jiedui.notification.delivery.longest-lane-pause", "PT0.5S",
                "jiedui.notification.stream.heartbeat", "PT1S");
    }

    @Override
    public void stop() {
        // nothing was started
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
