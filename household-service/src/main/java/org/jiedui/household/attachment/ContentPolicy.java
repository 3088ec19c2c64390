package org.jiedui.household.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/**
 * Whether a file is what it says it is (domain HH-21), and what of its name is kept. Pure: looks at bytes and names only.
 */
public final class ContentPolicy {
    private static final long MOST_INFLATED = 256L << 20;
    private static final int MOST_ENTRIES = 5_000;
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d[\\d _-]{8,}[\\dXx]");

    private ContentPolicy() {}

    /** Whether the content has the form of the type. Reads pictures' and PDFs' heads, and workbooks to their end. */
    public static boolean fits(AttachmentType type, InputStream content) throws IOException {
        return switch (type) {
            case PDF -> new String(content.readNBytes(5), StandardCharsets.ISO_8859_1).equals("%PDF-");
            case JPEG -> starts(content.readNBytes(3), 0xFF, 0xD8, 0xFF);
            case PNG -> starts(content.readNBytes(8), 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
            case WEBP -> {
                var head = content.readNBytes(12);
                yield head.length == 12
                        && new String(head, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF")
                        && new String(head, 8, 4, StandardCharsets.ISO_8859_1).equals("WEBP");
            }
            case DOCX -> office(content, "word/document.xml");
            case XLSX -> office(content, "xl/workbook.xml");
        };
    }

    private static boolean starts(byte[] head, int... expected) {
        if (head.length < expected.length) {
            return false;
        }
        for (var i = 0; i < expected.length; i++) {
            if ((head[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** An Office file without macros or embedded programs, that does not inflate beyond measure. */
    private static boolean office(InputStream content, String main) throws IOException {
        var hasTypes = false;
        var hasMain = false;
        var inflated = 0L;
        var buffer = new byte[1 << 14];
        try (var zip = new ZipInputStream(content, StandardCharsets.UTF_8)) {
            var entries = 0;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var name = entry.getName().toLowerCase(Locale.ROOT);
                hasTypes |= name.equals("[content_types].xml");
                hasMain |= name.equals(main);
                if (++entries > MOST_ENTRIES || name.endsWith("vbaproject.bin") || name.contains("/embeddings/")) {
                    return false;
                }
                for (var n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                    inflated += n;
                    if (inflated > MOST_INFLATED) {
                        return false;
                    }
                }
            }
        } catch (java.util.zip.ZipException | IllegalArgumentException damaged) {
            return false;
        }
        return hasTypes && hasMain;
    }

    /**
     * The name to keep: no folders, no control characters, at most 200 characters, and long numbers masked, because
     * photographs of cards are often named after the card.
     */
    public static String name(String sent, AttachmentType type) {
        var last = sent == null
                ? ""
                : Arrays.asList(sent.split("[/\\\\]")).stream().reduce("", (a, b) -> b);
        var clean = last.replaceAll("\\p{Cntrl}|[\\u202a-\\u202e\\u2066-\\u2069]", "")
                .strip();
        if (clean.isEmpty() || clean.matches("\\.+")) {
            clean = "attachment." + type.name().toLowerCase(Locale.ROOT);
        }
        clean = LONG_NUMBER
                .matcher(clean)
                .replaceAll(found -> "*".repeat(found.group().length()));
        return clean.codePointCount(0, clean.length()) <= 200
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, 200));
    }
}
