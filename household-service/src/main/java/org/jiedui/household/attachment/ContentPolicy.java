package org.jiedui.household.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a file is what it says it is (domain HH-21), and what of its name is kept. Pure: looks at bytes and names only.
 */
public final class ContentPolicy {
    private static final long MOST_INFLATED = 256L << 20;
    private static final int MOST_ENTRIES = 5_000;
    private static final int TAIL = 1 << 20;
    private static final int ENTRY = 0x02014b50;
    private static final int END_OF_DIRECTORY = 0x06054b50;
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d[\\d _-]{8,}[\\dXx]");

    private ContentPolicy() {}

    /** Whether the content has the form of the type. Reads the head of pictures and PDFs, and Office files to their end. */
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

    /**
     * An Office file without macros or embedded programs, that does not say to inflate beyond measure. Looks at the
     * directory at the end of the archive; nothing is unpacked here or later.
     */
    private static boolean office(InputStream content, String main) throws IOException {
        var head = content.readNBytes(4);
        if (!starts(head, 'P', 'K', 3, 4)) {
            return false;
        }
        var zip = ByteBuffer.wrap(tail(content)).order(ByteOrder.LITTLE_ENDIAN);
        try {
            var end = zip.limit() - 22;
            while (zip.getInt(end) != END_OF_DIRECTORY) {
                end--;
            }
            return office(zip, end - zip.getInt(end + 12), zip.getShort(end + 10) & 0xFFFF, main);
        } catch (IndexOutOfBoundsException noDirectory) {
            return false;
        }
    }

    private static boolean office(ByteBuffer zip, int directory, int entries, String main) {
        var hasTypes = false;
        var hasMain = false;
        var inflated = 0L;
        var at = directory;
        for (var i = 0; i < entries; i++) {
            if (zip.getInt(at) != ENTRY) {
                return false;
            }
            var bytes = new byte[zip.getShort(at + 28) & 0xFFFF];
            zip.get(at + 46, bytes);
            var name = new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            inflated += zip.getInt(at + 24) & 0xFFFFFFFFL;
            hasTypes |= name.equals("[content_types].xml");
            hasMain |= name.equals(main);
            if (inflated > MOST_INFLATED || name.endsWith("vbaproject.bin") || name.contains("/embeddings/")) {
                return false;
            }
            at += 46 + bytes.length + (zip.getShort(at + 30) & 0xFFFF) + (zip.getShort(at + 32) & 0xFFFF);
        }
        return entries <= MOST_ENTRIES && hasTypes && hasMain;
    }

    /** The last bytes of a stream, read to its end. */
    private static byte[] tail(InputStream content) throws IOException {
        var tail = new byte[0];
        for (var piece = content.readNBytes(TAIL); piece.length > 0; piece = content.readNBytes(TAIL)) {
            var joined = Arrays.copyOf(tail, tail.length + piece.length);
            System.arraycopy(piece, 0, joined, tail.length, piece.length);
            tail = joined.length > TAIL ? Arrays.copyOfRange(joined, joined.length - TAIL, joined.length) : joined;
        }
        return tail;
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
