package org.jiedui.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class RequirementsTest {

    @Test
    void namesTheVariable_whenAServerOfTheUsersDoesNotAnswer() {
        assertThatThrownBy(() -> Requirements.requireBroker("127.0.0.1:1"))
                .isInstanceOf(StackFailure.class)
                .hasMessage("No Kafka broker answers at 127.0.0.1:1; correct JIEDUI_KAFKA (host:port),"
                        + " or leave it out to have one started.");
        assertThatThrownBy(() -> Requirements.requireBroker("nonsense")).isInstanceOf(StackFailure.class);
        assertThatThrownBy(() -> Requirements.requireRealm("http://127.0.0.1:1/realms/x"))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("JIEDUI_OIDC");
        assertThatThrownBy(() -> Requirements.requireRealm("nonsense")).isInstanceOf(StackFailure.class);
    }

    @Test
    void isContent_whenOneOfTheBrokersAnswers() throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatCode(() -> Requirements.requireBroker("127.0.0.1:1, 127.0.0.1:" + broker.getLocalPort()))
                    .doesNotThrowAnyException();
        }
    }
}
