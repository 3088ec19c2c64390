package org.jiedui.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The system libraries that MySQL's programs need and a machine may lack. They are taken from the machine's own package
 * source into the cache; nothing is installed, and nobody needs to be root.
 */
final class NativeLibraries {

    private static final Pattern MISSING = Pattern.compile("error while loading shared libraries: ([^:\\s]+):");

    /** The packages that hold a library, by the names that releases of Debian and Ubuntu give them. */
    private static final Map<String, List<String>> PACKAGES = Map.of(
            "libaio.so.1", List.of("libaio1", "libaio1t64"),
            "libnuma.so.1", List.of("libnuma1"),
            "libtinfo.so.5", List.of("libtinfo5"),
            "libtinfo.so.6", List.of("libtinfo6"),
            "libncurses.so.6", List.of("libncurses6"),
            "libncurses.so.5", List.of("libncurses5"));

    private final Cache cache;

    NativeLibraries(Cache cache) {
        this.cache = cache;
    }

    /** The environment in which all of the programs start: each has been run with {@code --version}. */
    Map<String, String> environmentFor(List<Path> programs, Path ownLibraries) {
        Path fetched = Folders.create(cache.root().resolve("lib-" + Artifacts.platform()));
        Map<String, String> environment = Map.of("LD_LIBRARY_PATH", ownLibraries + ":" + fetched);
        for (Path program : programs) {
            int fetchedNow = 0;
            Command trial = version(program, environment);
            while (!trial.succeeded()) {
                String output = trial.output();
                Matcher matcher = MISSING.matcher(output);
                if (!matcher.find() || fetchedNow++ == PACKAGES.size()) {
                    throw new StackFailure(program + " does not run on this machine: " + trial.lastLines());
                }
                String library = matcher.group(1);
                Folders.locked(cache.root().resolve("lib.lock"), () -> {
                    if (!Files.exists(fetched.resolve(library))) {
                        fetch(library, fetched);
                    }
                    return null;
                });
                trial = version(program, environment);
            }
        }
        return environment;
    }

    private static Command version(Path program, Map<String, String> environment) {
        return Command.run(Path.of("/"), environment, List.of(program.toString(), "--version"));
    }

    /** A file of a package of the machine's own package source; empty when it cannot be had. */
    static Optional<Path> fileOf(String packageName, Path work, java.util.function.Predicate<Path> wanted) {
        for (boolean ownLists : new boolean[] {false, true}) {
            Folders.delete(work);
            Folders.create(work);
            if (download(packageName, work, ownLists)) {
                return find(work.resolve("unpacked"), wanted);
            }
        }
        return Optional.empty();
    }

    private void fetch(String library, Path target) {
        cache.say("Fetching the library " + library + ", which this machine lacks");
        List<String> packages = PACKAGES.getOrDefault(library, List.of());
        Path work = target.resolve("fetch");
        try {
            for (boolean ownLists : new boolean[] {false, true}) {
                for (String name : packages) {
                    Folders.delete(work);
                    Folders.create(work);
                    if (download(name, work, ownLists) && takeFrom(work, library, target)) {
                        return;
                    }
                }
            }
        } finally {
            Folders.delete(work);
        }
        throw new StackFailure("MySQL needs the library " + library + ", which is neither installed nor to be had with"
                + " apt-get download; install the package that holds it"
                + (packages.isEmpty() ? "." : " (on Debian: " + packages.get(0) + ")."));
    }

    /** Downloads and unpacks the package; with lists of our own where the machine has none or only stale ones. */
    private static boolean download(String name, Path work, boolean ownLists) {
        List<String> options = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            options.addAll(List.of("-o", "APT::Sandbox::User=root"));
        }
        if (ownLists) {
            Path lists = Folders.create(work.resolve("lists/partial")).getParent();
            Path archives = Folders.create(work.resolve("cache/archives/partial"));
            options.addAll(List.of("-o", "Dir::State::Lists=" + lists));
            options.addAll(List.of("-o", "Dir::Cache=" + archives.getParent().getParent()));
            options.addAll(List.of("-o", "Debug::NoLocking=true"));
            // A source that does not answer must not keep us from the others: the download tells.
            apt(work, options, List.of("update"));
        }
        if (!apt(work, options, List.of("download", name)).succeeded()) {
            return false;
        }
        Optional<Path> archive = find(work, file -> file.toString().endsWith(".deb"));
        return archive.isPresent()
                && Command.run(
                                work,
                                Map.of(),
                                List.of(
                                        "dpkg",
                                        "-x",
                                        archive.get().toString(),
                                        work.resolve("unpacked").toString()))
                        .succeeded();
    }

    private static Command apt(Path work, List<String> options, List<String> command) {
        List<String> line = new ArrayList<>(List.of("apt-get", "-q"));
        line.addAll(options);
        line.addAll(command);
        return Command.run(work, Map.of("LC_ALL", "C"), line);
    }

    /** Copies the library under the name that is asked for: newer releases call it {@code libaio.so.1t64}. */
    private static boolean takeFrom(Path work, String library, Path target) {
        Optional<Path> file = find(work.resolve("unpacked"), candidate -> {
            String name = candidate.getFileName().toString();
            return name.equals(library) || name.equals(library + "t64");
        });
        if (file.isEmpty()) {
            return false;
        }
        try {
            Path part = target.resolve(library + ".part");
            Files.copy(file.get().toRealPath(), part, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target.resolve(library), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new StackFailure("The library " + library + " cannot be kept (" + e.getMessage() + ").", e);
        }
    }

    private static Optional<Path> find(Path folder, java.util.function.Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(wanted).findFirst();
        } catch (IOException e) {
            throw new StackFailure("The folder " + folder + " cannot be read (" + e.getMessage() + ").", e);
        }
    }
}
