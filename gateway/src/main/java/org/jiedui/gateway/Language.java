package org.jiedui.gateway;

import java.util.List;
import java.util.Locale.LanguageRange;

/** The two languages of error texts. */
public enum Language {
    CHINESE("zh-CN"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The BCP 47 tag for {@code Content-Language}. */
    public String tag() {
        return tag;
    }

    /** The first of the two that an {@code Accept-Language} value (RFC 9110) asks for; Chinese when it names neither. */
    public static Language of(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return CHINESE;
        }
        List<LanguageRange> ranges;
        try {
            ranges = LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException malformed) {
            return CHINESE; // an unreadable wish is no wish
        }
        for (LanguageRange range : ranges) {
            if (range.getWeight() > 0) {
                if (range.getRange().startsWith("zh")) {
                    return CHINESE;
                }
                if (range.getRange().startsWith("en")) {
                    return ENGLISH;
                }
            }
        }
        return CHINESE;
    }
}
