package org.jiedui.chassis.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.local.TestServers;

/**
 * Boots a service's integration tests on the build's real MySQL and Kafka, with a schema of the module's own, and lets it
 * trust the tokens of {@link Tokens}. One schema per module, emptied when the module's tests begin, and so is the log.
 */
public class RealServers implements QuarkusTestResourceLifecycleManager {
    /** A property: test frameworks load this class several times in one JVM. */
    private static final String EMPTIED = "jiedui.test.topics-emptied";

    @Override
    public Map<String, String> start() {
        var context = ConfigProvider.getConfig()
                .getOptionalValue("jiedui.context", String.class)
                .orElseThrow(() -> new IllegalStateException("jiedui.context is not configured"));
        var schema = TestServers.schema(context);
        var config = new HashMap<String, String>();
        config.put("quarkus.datasource.jdbc.url", schema.url());
        config.put("quarkus.datasource.username", schema.user());
        config.put("quarkus.datasource.password", schema.password());
        // fifty callers at once on a slow machine: neither a connection nor a lock may be what they fail by
        config.put("quarkus.datasource.jdbc.acquisition-timeout", "60S");
        config.put(
                "quarkus.datasource.jdbc.additional-jdbc-properties.sessionVariables",
                "innodb_lock_wait_timeout=15,time_zone='+00:00'");
        config.put("jiedui.events.bootstrap-servers", emptied(TestServers.kafka()));
        config.put("kafka.bootstrap.servers", TestServers.kafka());
        config.put("quarkus.oidc.public-key", Tokens.publicKey());
        config.put("quarkus.oidc.token.issuer", Tokens.ISSUER);
        config.put("jiedui.pii.keys", "k1:" + key((byte) 1) + ",k0:" + key((byte) 2));
        config.put("jiedui.pii.hash-key", key((byte) 3));
        TestServers.chineseFont().ifPresent(font -> config.put("jiedui.print.fonts", font.toString()));
        return config;
    }

    @Override
    public void stop() {
        // the servers serve the modules that follow and end with the build
    }

    /**
     * Without what the tests of other modules announced, when this is the first boot of the JVM and the broker is the
     * build's own: the modules of a build run one after the other.
     */
    private static String emptied(String brokers) {
        if (System.getenv("JIEDUI_TEST_KAFKA") == null && System.getProperty(EMPTIED) == null) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
                admin.deleteTopics(admin.listTopics().names().get()).all().get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("The broker could not be emptied", e);
            }
            System.setProperty(EMPTIED, "true");
        }
        return brokers;
    }

    private static String key(byte fill) {
        var key = new byte[32];
        java.util.Arrays.fill(key, fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
