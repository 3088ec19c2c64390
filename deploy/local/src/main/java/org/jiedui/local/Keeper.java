package org.jiedui.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * A small process that waits for the end of another one, kills the servers whose pid files are in the folders below a
 * given one, and so leaves nothing behind even when a build is killed.
 */
final class Keeper {

    private Keeper() {}

    /** What becomes of the folder in the end. */
    enum Afterwards {
        DELETE,
        KEEP
    }

    /** Starts a keeper for the folder unless one runs. To be called before the first server starts. */
    static void watch(ProcessId owner, Path folder, Afterwards afterwards) {
        Path pidFile = folder.resolve("keeper.pid");
        if (ProcessId.read(pidFile).filter(ProcessId::alive).isPresent()) {
            return;
        }
        Path script = Folders.create(folder).resolve("keeper.sh");
        try (InputStream source = Keeper.class.getResourceAsStream("keeper.sh")) {
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackFailure("The file " + script + " cannot be written (" + e.getMessage() + ").", e);
        }
        ServerProcess.start(
                "The keeper of the servers",
                List.of(
                        "sh",
                        script.toString(),
                        Long.toString(owner.pid()),
                        Long.toString(owner.startTicks()),
                        folder.toString(),
                        afterwards.name()),
                Map.of(),
                Path.of("/"),
                folder.resolve("keeper.log"),
                pidFile);
    }
}
