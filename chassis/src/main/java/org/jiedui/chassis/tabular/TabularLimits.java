package org.jiedui.chassis.tabular;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of uploaded files; beyond them a file (or, for a single cell, its row) is refused. */
@ConfigMapping(prefix = "jiedui.tabular")
public interface TabularLimits {
    /** Most rows of one file, beside the header. */
    @WithDefault("5000000")
    long maxRows();

    /** Most columns of one row; at most 16384, what a workbook can have. */
    @WithDefault("256")
    int maxColumns();

    /** Longest cell, in UTF-16 units; at most 32767, what a workbook's cell can hold. */
    @WithDefault("4000")
    int maxCellLength();

    /** Most bytes that all parts of a workbook may inflate to. */
    @WithDefault("3221225472")
    long maxInflated();

    /** Most bytes that the shared strings of a workbook may inflate to; they are held in memory. */
    @WithDefault("67108864")
    long maxSharedStrings();

    /** How many times its size a part of a workbook may inflate to; parts below 8 MiB are not looked at. */
    @WithDefault("250")
    int maxInflation();
}
