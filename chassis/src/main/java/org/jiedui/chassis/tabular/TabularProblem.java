package org.jiedui.chassis.tabular;

import org.jiedui.chassis.problem.ProblemType;

/** Why a whole file is refused; what is wrong with single rows is a {@link CellError} of the row. */
public enum TabularProblem implements ProblemType {
    BAD_FILE(400, "文件无法读取", "The file cannot be read"),
    BAD_HEADER(400, "表头不符合模板", "The header row does not match the template"),
    FILE_TOO_LARGE(413, "文件超出允许的大小", "The file exceeds the permitted size"),
    CHECKSUM_MISMATCH(400, "文件校验和不一致", "The file does not match its checksum"),
    UNSUPPORTED_FORMAT(415, "仅支持 CSV、NDJSON 与 XLSX", "Only CSV, NDJSON and XLSX are supported");

    private final int status;
    private final String zh;
    private final String en;

    TabularProblem(int status, String zh, String en) {
        this.status = status;
        this.zh = zh;
        this.en = en;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }
}
