package org.jiedui.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @Test
    void keepsKeysReadableForTheOwnerOnly_whenReadAgain(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("secrets.properties");
        Secrets made = Secrets.in(file, List.of("household"));

        Secrets read = Secrets.in(file, List.of("household"));

        assertThat(read.dataKeys()).isEqualTo(made.dataKeys()).startsWith("k1:");
        assertThat(Base64.getDecoder().decode(read.dataKeys().substring(3))).hasSize(32);
        assertThat(Base64.getDecoder().decode(read.hashKey())).hasSize(32);
        assertThat(read.mysql("household")).isEqualTo(made.mysql("household")).isNotEqualTo(made.mysqlRoot());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void addsThePasswordOfANewService_withoutTouchingTheOthers(@TempDir Path folder) {
        Path file = folder.resolve("secrets.properties");
        Secrets before = Secrets.in(file, List.of("household"));

        Secrets after = Secrets.in(file, List.of("household", "pairing"));

        assertThat(after.mysql("pairing")).isNotBlank();
        assertThat(after.mysql("household")).isEqualTo(before.mysql("household"));
    }
}
