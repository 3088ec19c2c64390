package org.jiedui.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * The folder that all builds and stacks of a person share: {@code JIEDUI_CACHE}, else {@code ~/.cache/jiedui}. An entry
 * is there completely or not at all, and is made once even when several processes ask at the same time.
 */
public final class Cache {

    private final Path root;
    private final Consumer<String> progress;

    private Cache(Path root, Consumer<String> progress) {
        this.root = root;
        this.progress = progress;
    }

    /** The person's cache; what takes long is told to {@code progress}, one line each. */
    public static Cache shared(Consumer<String> progress) {
        String chosen = System.getenv("JIEDUI_CACHE");
        Path root = chosen == null || chosen.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "jiedui")
                : Path.of(chosen);
        return new Cache(Folders.create(root.toAbsolutePath()), progress);
    }

    Path root() {
        return root;
    }

    void say(String line) {
        progress.accept(line);
    }

    /** The entry's folder; {@code maker} fills it, in a folder beside it, when it is not there yet. */
    Path entry(String name, Consumer<Path> maker) {
        Path entry = root.resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        return Folders.locked(root.resolve(name + ".lock"), () -> {
            if (Files.isDirectory(entry)) {
                return entry;
            }
            Path beside = root.resolve(name + ".part");
            Folders.delete(beside);
            Folders.create(beside);
            maker.accept(beside);
            try {
                return Files.move(beside, entry, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new StackFailure("The cache entry " + entry + " cannot be made (" + e.getMessage() + ").", e);
            }
        });
    }
}
