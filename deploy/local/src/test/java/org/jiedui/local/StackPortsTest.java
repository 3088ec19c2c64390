package org.jiedui.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StackPortsTest {

    @Test
    void addsTheOffsetToAllButTheChosenPorts() {
        StackPorts ports = StackPorts.standard(1000, Map.of("JIEDUI_PORT_KAFKA_CONTROLLER", "7000"));

        assertThat(ports.of("gateway")).isEqualTo(9080);
        assertThat(ports.of("mysql")).isEqualTo(4316);
        assertThat(ports.of("kafka-controller")).isEqualTo(7000);
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThatThrownBy(() -> StackPorts.standard(0, Map.of("JIEDUI_PORT_GATEWAY", "http")))
                .isInstanceOf(StackFailure.class)
                .hasMessage("JIEDUI_PORT_GATEWAY must be a port number between 1 and 65535, not \"http\".");
    }

    @Test
    void refusesAnOffsetBeyondTheLastPort() {
        assertThatThrownBy(() -> StackPorts.standard(59_999, Map.of()))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("--port-offset 59999")
                .hasMessageEndingWith("and the last one is 65535; choose a smaller offset.");
    }

    @Test
    void readsBackWhatItWrote_andGivesEachPartAPortOfItsOwn() {
        StackPorts ports = StackPorts.free();
        Properties properties = new Properties();
        ports.write(properties);

        assertThat(StackPorts.read(properties).of("keycloak")).isEqualTo(ports.of("keycloak"));
        assertThat(Stream.of("gateway", "household", "pairing", "mysql", "kafka", "kafka-controller", "keycloak")
                        .map(ports::of))
                .doesNotHaveDuplicates();
    }
}
