package org.jiedui.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceServerTest {

    @Test
    void knowsThatItsEndTakesLonger_whenTheProgramHasNoClassArchiveYet(@TempDir Path folder) throws IOException {
        assertThat(ServiceServer.writesArchive(folder.resolve("none"), "pairing"))
                .as("archives are not kept")
                .isFalse();
        assertThat(ServiceServer.writesArchive(folder, "pairing")).isTrue();
        assertThat(ServiceServer.writesArchive(folder, "mysql"))
                .as("no program of ours")
                .isFalse();

        Files.createFile(folder.resolve("pairing.jsa"));

        assertThat(ServiceServer.writesArchive(folder, "pairing")).isFalse();
    }
}
