package org.jiedui.chassis.tabular;

/**
 * What is wrong with a row, or with one cell of it.
 *
 * @param column API name of the column, or null when the whole row is meant
 * @param code stable code, upper snake case
 * @param zh the sentence in Chinese; never repeats the refused value
 * @param en the sentence in English; never repeats the refused value
 */
public record CellError(String column, String code, String zh, String en) {
    static CellError encoding(String column) {
        return new CellError(column, "WRONG_ENCODING", "含有无法识别的字符,请检查文件编码", "Has characters that cannot be decoded");
    }

    static CellError control(String column) {
        return new CellError(column, "CONTROL_CHARACTER", "含有不可见的控制字符", "Has control characters");
    }

    static CellError tooLong(String column, int limit) {
        return new CellError(column, "TOO_LONG", "超过 %d 个字符".formatted(limit), "Longer than %d".formatted(limit));
    }

    static CellError notText(String column) {
        return new CellError(
                column,
                "NOT_TEXT",
                "此列必须设为文本格式,以数字填写的证件号、电话等可能已丢失位数",
                "The cell must be text: numbers may have lost digits");
    }

    static CellError formula(String column) {
        return new CellError(column, "FORMULA", "不接受公式,请粘贴为数值", "Formulas are refused: paste the value");
    }

    static CellError brokenCell(String column) {
        return new CellError(column, "BROKEN_CELL", "单元格内容有误", "The cell holds an error");
    }

    static CellError extraColumns() {
        return new CellError(null, "COLUMN_COUNT", "列数与表头不一致", "The number of columns differs from the header");
    }

    static CellError unknownColumn() {
        return new CellError(null, "UNKNOWN_COLUMN", "含有未知的列", "Has unknown columns");
    }

    static CellError malformedJson() {
        return new CellError(null, "MALFORMED_JSON", "不是合法的 JSON 对象", "Not a JSON object");
    }

    static CellError nested(String column) {
        return new CellError(column, "NESTED_VALUE", "应为单个值或值的列表", "Must be a value or a list of values");
    }
}
