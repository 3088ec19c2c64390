package org.jiedui.chassis.tabular;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Uploaded files. */
@ConfigMapping(prefix = "jiedui.spool")
public interface SpoolConfig {
    /** Folder for local copies of workbooks, which cannot be read as a stream; must be writable, may be emptied. */
    @WithDefault("${java.io.tmpdir}/jiedui-spool")
    Path dir();

    /** Most bytes of one upload. */
    @WithDefault("2147483648")
    long maxBytes();

    /** Most bytes of an uploaded workbook; smaller, because it is inflated and needs a local copy. */
    @WithDefault("268435456")
    long maxWorkbookBytes();

    /** How long uploads are kept, 1 hour to 1 year. */
    @WithDefault("P7D")
    Duration keep();

    /** How long the reports of imported rows are kept, 1 day to 10 years. */
    @WithDefault("P90D")
    Duration keepReports();
}
