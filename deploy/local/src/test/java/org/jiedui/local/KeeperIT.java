package org.jiedui.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keeper, with sleeping processes in the place of the build and of its servers. */
class KeeperIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path temporary;

    @Test
    void killsTheServersAndDeletesTheirFolder_whenTheBuildIsKilled() {
        ServerProcess build = sleeper(temporary, "build");
        Path folder = temporary.resolve("servers");
        Keeper.watch(build.id(), Folders.create(folder), Keeper.Afterwards.DELETE);
        ServerProcess server = sleeper(folder, "mysql");

        build.kill();

        assertThat(Deadline.in(LIMIT).await(() -> !server.alive() && !Files.exists(folder)))
                .isTrue();
    }

    @Test
    void killsTheServers_whenTheirFolderIsDeleted() {
        ServerProcess build = sleeper(temporary, "build");
        Path folder = temporary.resolve("servers");
        Keeper.watch(build.id(), Folders.create(folder), Keeper.Afterwards.DELETE);
        ServerProcess server = sleeper(folder, "kafka");
        ProcessId keeper = ProcessId.read(folder.resolve("keeper.pid")).orElseThrow();
        assertThat(Deadline.in(LIMIT).await(() -> keeperHasSeenServers(folder))).isTrue();

        Folders.delete(folder);

        assertThat(Deadline.in(LIMIT).await(() -> !server.alive() && !keeper.alive()))
                .isTrue();
        build.kill();
    }

    @Test
    void leavesALaterProcessWithTheSameNumberAlone() throws Exception {
        ServerProcess build = sleeper(temporary, "build");
        Path folder = temporary.resolve("servers");
        ServerProcess stranger = sleeper(folder, "mysql");
        Files.writeString(
                folder.resolve("mysql/mysql.pid"),
                new ProcessId(stranger.id().pid(), stranger.id().startTicks() - 1).toString());
        Keeper.watch(build.id(), folder, Keeper.Afterwards.KEEP);
        ProcessId keeper = ProcessId.read(folder.resolve("keeper.pid")).orElseThrow();

        build.kill();

        assertThat(Deadline.in(LIMIT).await(() -> !keeper.alive())).isTrue();
        assertThat(stranger.alive()).isTrue();
        assertThat(folder).exists();
        stranger.kill();
    }

    /** The keeper looks once a second; a busy machine lets it look some seconds later. */
    private static boolean keeperHasSeenServers(Path folder) {
        return ProcessId.read(folder.resolve("keeper.pid"))
                .map(keeper -> System.currentTimeMillis()
                        > folder.resolve("keeper.sh").toFile().lastModified() + 10_000)
                .orElse(false);
    }

    private static ServerProcess sleeper(Path folder, String name) {
        Path own = Folders.create(folder.resolve(name));
        return ServerProcess.start(
                name, List.of("sleep", "600"), Map.of(), own, own.resolve(name + ".log"), own.resolve(name + ".pid"));
    }
}
