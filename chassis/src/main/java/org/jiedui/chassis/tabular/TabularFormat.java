package org.jiedui.chassis.tabular;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;

/** The three formats of bulk data. */
public enum TabularFormat {
    /** RFC 4180, with a header row; UTF-8 unless the media type declares another character set. */
    CSV("text/csv", "csv"),
    /** One JSON object per line, UTF-8. */
    NDJSON("application/x-ndjson", "ndjson"),
    /** Office Open XML workbook, first visible sheet, with a header row. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    private static final Set<String> CHARSETS = Set.of("UTF-8", "GB18030", "GBK", "GB2312");

    private final String mediaType;
    private final String extension;

    TabularFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** Media type without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** File name extension without dot. */
    public String extension() {
        return extension;
    }

    /** The format of a {@code Content-Type}; anything else is refused with 415. */
    public static TabularFormat of(String contentType) {
        var essence = essence(contentType);
        for (var format : values()) {
            if (format.mediaType.equals(essence)) {
                return format;
            }
        }
        throw TabularProblem.UNSUPPORTED_FORMAT.problem();
    }

    /**
     * The character set that a {@code Content-Type} declares, UTF-8 when it declares none. Only UTF-8 and GB18030 with
     * its subsets (read as GB18030) are accepted; anything else is refused with 415.
     */
    public static Charset charsetOf(String contentType) {
        var parameters = contentType.split(";");
        for (int i = 1; i < parameters.length; i++) {
            var pair = parameters[i].split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("charset")) {
                return charset(pair[1].strip().replace("\"", ""));
            }
        }
        return StandardCharsets.UTF_8;
    }

    private static Charset charset(String name) {
        try {
            var charset = Charset.forName(name);
            if (!CHARSETS.contains(charset.name())) {
                throw TabularProblem.UNSUPPORTED_FORMAT.problem();
            }
            return charset.equals(StandardCharsets.UTF_8) ? charset : Charset.forName("GB18030");
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw TabularProblem.UNSUPPORTED_FORMAT.problem();
        }
    }

    private static String essence(String contentType) {
        if (contentType == null) {
            return "";
        }
        var end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
