package org.jiedui.chassis.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.local.TestServers;

/**
 * Boots a service's integration tests on the build's real MySQL and Kafka, with a schema of the module's own, and lets it
 * trust the tokens of {@link Tokens}. One schema per module, emptied when the module's tests begin.
 */
public class RealServers implements QuarkusTestResourceLifecycleManager {
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
        config.put("jiedui.events.bootstrap-servers", TestServers.kafka());
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

    private static String key(byte fill) {
        var key = new byte[32];
        java.util.Arrays.fill(key, fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
