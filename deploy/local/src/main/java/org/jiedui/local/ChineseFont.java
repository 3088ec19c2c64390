package org.jiedui.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * A font with Chinese glyphs for the documents that the services print: the machine's own where it is installed, otherwise
 * taken from the machine's package source into the cache. Without one everything works but printing.
 */
final class ChineseFont {

    private static final List<Path> INSTALLED = List.of(
            Path.of("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
            Path.of("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"));
    private static final String PACKAGE = "fonts-wqy-zenhei";
    private static final String FILE = "wqy-zenhei.ttc";

    private ChineseFont() {}

    static Optional<Path> find(Cache cache) {
        Optional<Path> installed = INSTALLED.stream().filter(Files::isReadable).findFirst();
        if (installed.isPresent()) {
            return installed;
        }
        Path fonts = Folders.create(cache.root().resolve("fonts"));
        Path kept = fonts.resolve(FILE);
        return Folders.locked(cache.root().resolve("fonts.lock"), () -> {
            if (!Files.exists(kept)) {
                fetch(cache, fonts, kept);
            }
            return Optional.of(kept).filter(Files::isReadable);
        });
    }

    private static void fetch(Cache cache, Path fonts, Path kept) {
        cache.say("Fetching a Chinese font to print with, which this machine lacks");
        Path work = fonts.resolve("fetch");
        try {
            Optional<Path> file = NativeLibraries.fileOf(
                    PACKAGE,
                    work,
                    candidate -> candidate.getFileName().toString().equals(FILE));
            if (file.isEmpty()) {
                cache.say("No font to be had with apt-get download " + PACKAGE + ": documents cannot be printed");
                return;
            }
            Path part = fonts.resolve(FILE + ".part");
            Files.copy(file.get(), part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            cache.say("The font cannot be kept (" + e.getMessage() + "): documents cannot be printed");
        } finally {
            Folders.delete(work);
        }
    }
}
