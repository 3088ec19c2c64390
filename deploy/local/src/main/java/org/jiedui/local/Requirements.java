package org.jiedui.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What a machine must have; each lack is one sentence that says what to do. */
final class Requirements {

    private static final int PATIENCE_MILLIS = 5_000;

    private static final long GIGABYTE = 1L << 30;
    private static final long DISK_AT_FIRST = 4 * GIGABYTE;
    private static final long DISK_LATER = GIGABYTE;
    private static final long MEMORY = 5 * GIGABYTE / 2;

    private Requirements() {}

    /** @throws StackFailure for the first thing that is missing */
    static void check(Stack.Options options) {
        Artifacts.platform();
        if (Runtime.version().feature() < 17) {
            throw new StackFailure(
                    "Java 17 or later is needed, this is " + Runtime.version() + "; set JAVA_HOME to a newer one.");
        }
        if (!Command.run(Path.of("/"), java.util.Map.of(), java.util.List.of("setsid", "--version"))
                .succeeded()) {
            throw new StackFailure("The program setsid is missing; install the package util-linux.");
        }
        Cache cache = Cache.shared(line -> {});
        boolean everythingFetched = Files.isDirectory(cache.root().resolve("keycloak-" + Artifacts.KEYCLOAK_VERSION));
        requireDisk(cache.root(), everythingFetched ? DISK_LATER : DISK_AT_FIRST);
        requireDisk(Folders.create(options.folder()), DISK_LATER);
        requireMemory();
        if (options.own().mysql().isEmpty()) {
            requirePort(options, "mysql");
        }
        if (options.own().kafka().isEmpty()) {
            requirePort(options, "kafka");
            requirePort(options, "kafka-controller");
        }
        if (options.own().oidc().isEmpty()) {
            requirePort(options, "keycloak");
        }
        Stack.SERVICES.forEach(service -> requirePort(options, service));
        options.own().kafka().ifPresent(Requirements::requireBroker);
        options.own().oidc().ifPresent(Requirements::requireRealm);
    }

    /** Our services start without a broker, so that nobody would notice a wrong address. */
    static void requireBroker(String addresses) {
        for (String address : addresses.split(",")) {
            int colon = address.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                address.substring(0, Math.max(0, colon)).trim(),
                                Integer.parseInt(address.substring(colon + 1).trim())),
                        PATIENCE_MILLIS);
                return;
            } catch (IOException | IllegalArgumentException next) {
                continue;
            }
        }
        throw new StackFailure("No Kafka broker answers at " + addresses
                + "; correct JIEDUI_KAFKA (host:port), or leave it out to have one started.");
    }

    /** They start without the realm, too, and then refuse everybody. */
    static void requireRealm(String realm) {
        try {
            int status = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(realm + "/.well-known/openid-configuration"))
                                    .timeout(Duration.ofMillis(PATIENCE_MILLIS))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status == 200) {
                return;
            }
        } catch (IOException | IllegalArgumentException noAnswer) {
            // said below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StackFailure("No realm answers at " + realm + "; correct JIEDUI_OIDC (the issuer's address),"
                + " or leave it out to have one started.");
    }

    private static void requirePort(Stack.Options options, String name) {
        int port = options.ports().of(name);
        if (!Ports.isFree(port)) {
            throw new StackFailure("Port " + port + ", which " + name + " needs, is taken by another program; stop it,"
                    + " or choose another port with JIEDUI_PORT_"
                    + name.toUpperCase(Locale.ROOT).replace('-', '_') + "=… or --port-offset N.");
        }
    }

    private static void requireDisk(Path folder, long bytes) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < bytes) {
                throw new StackFailure(String.format(
                        Locale.ROOT,
                        "Only %.1f GB are free where %s is, and %.0f are needed; make room there%s.",
                        free / (double) GIGABYTE,
                        folder,
                        bytes / (double) GIGABYTE,
                        folder.equals(Cache.shared(line -> {}).root())
                                ? " or name another folder in JIEDUI_CACHE"
                                : ""));
            }
        } catch (IOException e) {
            throw new StackFailure("The free space at " + folder + " cannot be read (" + e.getMessage() + ").", e);
        }
    }

    private static void requireMemory() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemAvailable:")) {
                    long available = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                    if (available < MEMORY) {
                        throw new StackFailure(String.format(
                                Locale.ROOT,
                                "Only %.1f GB of memory are available and the system needs 2.5; end other programs.",
                                available / (double) GIGABYTE));
                    }
                }
            }
        } catch (IOException e) {
            throw new StackFailure("The machine's memory cannot be read (" + e.getMessage() + ").", e);
        }
    }
}
