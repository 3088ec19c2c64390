package org.jiedui.household.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-04")
class NameKeyTest {
    @Test
    void hasFullPinyinAndInitials() {
        assertThat(NameKey.of("张三")).startsWith(" zhangsan ").contains(" zs");
        assertThat(NameKey.of("吕布")).startsWith(" lvbu ");
    }

    @Test
    void hasEveryReading_ofACharacterWithSeveral() {
        assertThat(NameKey.of("单雄")).contains(" danxiong", " shanxiong", " dx", " sx");
    }

    @Test
    void leavesOutWhatHasNoSound_andHasNoneForNothing() {
        assertThat(NameKey.of("阿依·古丽")).startsWith(" ayiguli");
        assertThat(NameKey.of("·")).isNull();
        assertThat(NameKey.of("")).isNull();
    }

    @Test
    void staysWithinItsColumn_whateverTheName() {
        assertThat(NameKey.of("单曾解仇查".repeat(12))).hasSizeLessThanOrEqualTo(NameKey.LONGEST);
        assertThat(NameKey.of("x".repeat(60))).startsWith(" xxx");
    }
}
