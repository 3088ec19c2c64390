package org.jiedui.household.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasWritten_andLeavesNothingReadableOnTheDisk() throws IOException {
        var text = "赵大山,330523198005170011,6222000011112222\n".repeat(10_000);
        try (var scratch = new Scratch(folder)) {
            try (var out = scratch.out()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }

            assertThat(onDisk()).isNotEmpty().doesNotContain("3305231980").doesNotContain("622200001111");
            try (var in = scratch.in()) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(text);
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    private String onDisk() throws IOException {
        try (var files = Files.list(folder)) {
            return new String(Files.readAllBytes(files.findFirst().orElseThrow()), StandardCharsets.ISO_8859_1);
        }
    }
}
