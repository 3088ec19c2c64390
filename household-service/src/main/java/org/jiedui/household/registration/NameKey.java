package org.jiedui.household.registration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.sourceforge.pinyin4j.PinyinHelper;
import net.sourceforge.pinyin4j.format.HanyuPinyinCaseType;
import net.sourceforge.pinyin4j.format.HanyuPinyinOutputFormat;
import net.sourceforge.pinyin4j.format.HanyuPinyinToneType;
import net.sourceforge.pinyin4j.format.HanyuPinyinVCharType;
import net.sourceforge.pinyin4j.format.exception.BadHanyuPinyinOutputFormatCombination;

/**
 * What a name sounds like, for search (HH-04): {@code " zengxiaohe cengxiaohe zxh cxh"}. Every reading of characters with
 * several, full and by initials, a blank before each, so that {@code LIKE '% zxh%'} finds what begins so. ü is v. At most
 * 255 characters: readings beyond them are left out, the first one is never.
 */
public final class NameKey {
    /** Longest key, as the column holds it. */
    static final int LONGEST = 255;

    private static final int MOST_READINGS = 8;
    private static final HanyuPinyinOutputFormat FORMAT = new HanyuPinyinOutputFormat();

    static {
        FORMAT.setCaseType(HanyuPinyinCaseType.LOWERCASE);
        FORMAT.setToneType(HanyuPinyinToneType.WITHOUT_TONE);
        FORMAT.setVCharType(HanyuPinyinVCharType.WITH_V);
    }

    private static final Map<Integer, List<String>> SOUNDS = new ConcurrentHashMap<>();

    private NameKey() {}

    /** The key of a name; null when nothing of it can be pronounced. */
    public static String of(String name) {
        record Reading(String full, String initials) {}
        var readings = List.of(new Reading("", ""));
        for (var character : name.codePoints().toArray()) {
            var sounds = sounds(character);
            if (!sounds.isEmpty()) {
                readings = readings.stream()
                        .flatMap(r -> sounds.stream().map(s -> new Reading(r.full() + s, r.initials() + s.charAt(0))))
                        .limit(MOST_READINGS)
                        .toList();
            }
        }
        var words = new LinkedHashSet<String>();
        var full = new ArrayList<String>();
        readings.forEach(r -> {
            words.add(r.full());
            full.add(r.initials());
        });
        // initials are short: the first full reading, all initials, then the other readings
        var ordered = new LinkedHashSet<String>();
        ordered.add(readings.get(0).full());
        ordered.addAll(full);
        ordered.addAll(words);
        var key = new StringBuilder();
        for (var word : ordered) {
            if (!word.isEmpty() && key.length() + word.length() < LONGEST) {
                key.append(' ').append(word);
            }
        }
        return key.isEmpty() ? null : key.toString();
    }

    /** As many as there are characters in the basic plane, at most; each is looked up and cleaned once. */
    private static List<String> sounds(int character) {
        return character < 128 || character > Character.MAX_VALUE
                ? pronounced(character)
                : SOUNDS.computeIfAbsent(character, NameKey::pronounced);
    }

    private static List<String> pronounced(int character) {
        if (character < 128) {
            return Character.isLetterOrDigit(character)
                    ? List.of(Character.toString(character).toLowerCase(Locale.ROOT))
                    : List.of();
        }
        if (character > Character.MAX_VALUE) {
            return List.of();
        }
        try {
            var found = PinyinHelper.toHanyuPinyinStringArray((char) character, FORMAT);
            return found == null
                    ? List.of()
                    : Arrays.stream(found)
                            .map(s -> s.replaceAll("[^a-z]", ""))
                            .filter(s -> !s.isEmpty())
                            .distinct()
                            .toList();
        } catch (BadHanyuPinyinOutputFormatCombination e) {
            throw new IllegalStateException(e);
        }
    }
}
