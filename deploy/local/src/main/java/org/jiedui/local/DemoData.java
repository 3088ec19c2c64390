package org.jiedui.local;

import java.nio.file.Files;
import java.nio.file.Path;

final class DemoData {
    DemoData(Stack stack) {}

    void provide(Path marker) {
        Files.exists(marker);
    }
}
