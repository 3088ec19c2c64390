package org.jiedui.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The port of every part of a stack; all on the loopback address. */
public final class StackPorts {

    private static final Map<String, Integer> STANDARD = Map.of(
            "gateway", 8080,
            "household", 8081,
            "pairing", 8082,
            "evaluation", 8083,
            "notification", 8084,
            "keycloak", 8180,
            "mysql", 3316,
            "kafka", 9192,
            "kafka-controller", 9193);

    private static final int LAST = 65535;

    private final Map<String, Integer> ports;

    private StackPorts(Map<String, Integer> ports) {
        this.ports = ports;
    }

    /**
     * The documented ports plus {@code offset}; a variable {@code JIEDUI_PORT_<NAME>} of the environment, such as
     * {@code JIEDUI_PORT_GATEWAY} or {@code JIEDUI_PORT_KAFKA_CONTROLLER}, is taken as it is.
     */
    public static StackPorts standard(int offset, Map<String, String> environment) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String name : names()) {
            String variable = "JIEDUI_PORT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
            String chosen = environment.get(variable);
            int port = chosen == null || chosen.isBlank() ? STANDARD.get(name) + offset : number(variable, chosen);
            if (port > LAST) {
                throw new StackFailure("With --port-offset " + offset + " " + name + " would need port " + port
                        + ", and the last one is " + LAST + "; choose a smaller offset.");
            }
            ports.put(name, port);
        }
        return new StackPorts(ports);
    }

    /** A free port for each part. */
    public static StackPorts free() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String name : names()) {
            int port = Ports.free();
            while (ports.containsValue(port)) {
                port = Ports.free();
            }
            ports.put(name, port);
        }
        return new StackPorts(ports);
    }

    /** The port of a part, e.g. {@code gateway} or {@code mysql}. */
    public int of(String name) {
        return ports.get(name);
    }

    static StackPorts read(Properties properties) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (String name : names()) {
            ports.put(name, Integer.parseInt(properties.getProperty("port." + name)));
        }
        return new StackPorts(ports);
    }

    void write(Properties properties) {
        ports.forEach((name, port) -> properties.setProperty("port." + name, port.toString()));
    }

    private static List<String> names() {
        return Stream.concat(Stream.of("mysql", "kafka", "kafka-controller", "keycloak"), Stack.SERVICES.stream())
                .toList();
    }

    private static int number(String variable, String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // refused below
        }
        throw new StackFailure(variable + " must be a port number between 1 and 65535, not \"" + text + "\".");
    }

    @Override
    public String toString() {
        return ports.toString();
    }
}
