package org.jiedui.chassis.print;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One face of a TrueType font file: taken out of a collection when the file is one, and without the characters that look
 * like others (CJK radicals U+2E80–2FDF), because text copied from a document would come out as those.
 */
final class TrueTypeFace {
    private static final int COLLECTION = tag("ttcf");
    private static final int TRUE_TYPE = 0x00010000;
    private static final int FIRST_RADICAL = 0x2E80;
    private static final int LAST_RADICAL = 0x2FDF;

    private final byte[] bytes;
    private final BitSet characters;

    private TrueTypeFace(byte[] bytes, BitSet characters) {
        this.bytes = bytes;
        this.characters = characters;
    }

    /** The face as a font file of its own. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether the face has a glyph of the character. */
    boolean has(int codePoint) {
        return characters.get(codePoint);
    }

    /** Reads the first face of a file; refuses what has no TrueType outlines or no Unicode character map. */
    static TrueTypeFace read(Path file) throws IOException {
        var in = ByteBuffer.wrap(Files.readAllBytes(file));
        try {
            var start = in.getInt(0) == COLLECTION ? in.getInt(12) : 0;
            if (in.getInt(start) != TRUE_TYPE) {
                throw new IOException("no TrueType outlines in " + file);
            }
            Map<String, byte[]> tables = new TreeMap<>();
            for (int i = 0; i < in.getShort(start + 4); i++) {
                var entry = start + 12 + 16 * i;
                var name = new byte[4];
                in.get(entry, name);
                var table = new byte[in.getInt(entry + 12)];
                in.get(in.getInt(entry + 8), table);
                tables.put(new String(name, StandardCharsets.US_ASCII), table);
            }
            if (!tables.containsKey("glyf") || !tables.containsKey("cmap")) {
                throw new IOException("no TrueType outlines in " + file);
            }
            var glyphs = glyphs(ByteBuffer.wrap(tables.get("cmap")));
            if (glyphs.isEmpty()) {
                throw new IOException("no Unicode character map in " + file);
            }
            glyphs.subMap(FIRST_RADICAL, LAST_RADICAL + 1).clear();
            tables.put("cmap", characterMap(glyphs));
            var characters = new BitSet();
            glyphs.keySet().forEach(characters::set);
            return new TrueTypeFace(file(tables), characters);
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException | NegativeArraySizeException e) {
            throw new IOException("not a font: " + file, e);
        }
    }

    /** Glyph by character, from the best Unicode subtable. */
    private static TreeMap<Integer, Integer> glyphs(ByteBuffer cmap) {
        var glyphs = new TreeMap<Integer, Integer>();
        for (int i = 0; i < cmap.getShort(2); i++) {
            var platform = cmap.getShort(4 + 8 * i);
            var encoding = cmap.getShort(6 + 8 * i);
            var at = cmap.getInt(8 + 8 * i);
            var unicode = platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10));
            if (!unicode) {
                continue;
            }
            switch (cmap.getShort(at)) {
                case 4 -> segments(cmap, at, glyphs);
                case 12 -> groups(cmap, at, glyphs);
                default -> {
                    // other formats repeat what these have
                }
            }
        }
        return glyphs;
    }

    private static void segments(ByteBuffer cmap, int at, Map<Integer, Integer> glyphs) {
        var doubled = cmap.getShort(at + 6) & 0xFFFF;
        for (int i = 0; i < doubled; i += 2) {
            var end = cmap.getShort(at + 14 + i) & 0xFFFF;
            var start = cmap.getShort(at + 16 + doubled + i) & 0xFFFF;
            var delta = cmap.getShort(at + 16 + 2 * doubled + i);
            var rangeAt = at + 16 + 3 * doubled + i;
            var range = cmap.getShort(rangeAt) & 0xFFFF;
            for (int c = start; c <= end && c != 0xFFFF; c++) {
                var raw = range == 0 ? c : cmap.getShort(rangeAt + range + 2 * (c - start)) & 0xFFFF;
                var glyph = raw == 0 && range != 0 ? 0 : (raw + delta) & 0xFFFF;
                if (glyph != 0) {
                    glyphs.putIfAbsent(c, glyph);
                }
            }
        }
    }

    private static void groups(ByteBuffer cmap, int at, Map<Integer, Integer> glyphs) {
        for (int i = 0; i < cmap.getInt(at + 12); i++) {
            var group = at + 16 + 12 * i;
            var start = cmap.getInt(group);
            for (int c = start; c <= cmap.getInt(group + 4) && c <= Character.MAX_CODE_POINT; c++) {
                glyphs.putIfAbsent(c, cmap.getInt(group + 8) + c - start);
            }
        }
    }

    /** A character map with one subtable of format 12. */
    private static byte[] characterMap(TreeMap<Integer, Integer> glyphs) {
        var groups = new ArrayList<int[]>();
        int[] last = null;
        for (var entry : glyphs.entrySet()) {
            if (last != null
                    && entry.getKey() == last[1] + 1
                    && entry.getValue() == last[2] + entry.getKey() - last[0]) {
                last[1] = entry.getKey();
            } else {
                last = new int[] {entry.getKey(), entry.getKey(), entry.getValue()};
                groups.add(last);
            }
        }
        var length = 16 + 12 * groups.size();
        var out = ByteBuffer.allocate(12 + length);
        out.putShort((short) 0).putShort((short) 1);
        out.putShort((short) 3).putShort((short) 10).putInt(12);
        out.putShort((short) 12).putShort((short) 0).putInt(length).putInt(0).putInt(groups.size());
        groups.forEach(group -> out.putInt(group[0]).putInt(group[1]).putInt(group[2]));
        return out.array();
    }

    private static byte[] file(Map<String, byte[]> tables) {
        var kept = new LinkedHashMap<>(tables);
        var size = 12 + 16 * kept.size();
        for (var table : kept.values()) {
            size += (table.length + 3) & ~3;
        }
        var out = ByteBuffer.allocate(size);
        var power = Integer.highestOneBit(kept.size());
        out.putInt(TRUE_TYPE)
                .putShort((short) kept.size())
                .putShort((short) (power * 16))
                .putShort((short) Integer.numberOfTrailingZeros(power))
                .putShort((short) (kept.size() * 16 - power * 16));
        var at = 12 + 16 * kept.size();
        for (var table : kept.entrySet()) {
            out.put(table.getKey().getBytes(StandardCharsets.US_ASCII))
                    .putInt(checksum(table.getValue()))
                    .putInt(at)
                    .putInt(table.getValue().length);
            out.put(at, table.getValue());
            at += (table.getValue().length + 3) & ~3;
        }
        return out.array();
    }

    private static int checksum(byte[] table) {
        var padded = ByteBuffer.wrap(java.util.Arrays.copyOf(table, (table.length + 3) & ~3));
        var sum = 0;
        while (padded.hasRemaining()) {
            sum += padded.getInt();
        }
        return sum;
    }

    private static int tag(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
    }
}
