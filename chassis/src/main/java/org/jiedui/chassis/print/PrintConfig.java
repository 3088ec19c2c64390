package org.jiedui.chassis.print;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;

/** Fonts of printed documents. Fonts are no part of the software: the machine or the image has them. */
@ConfigMapping(prefix = "jiedui.print")
public interface PrintConfig {
    /**
     * Font files with Chinese glyphs, TrueType outlines ({@code .ttf} or {@code .ttc}); of those that exist the first is
     * the usual one and the others give the characters that it lacks. Fonts with CFF outlines cannot be embedded.
     */
    @WithDefault("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc,/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc,"
            + "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf")
    List<Path> fonts();
}
