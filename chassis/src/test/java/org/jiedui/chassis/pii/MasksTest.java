package org.jiedui.chassis.pii;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MasksTest {
    @Test
    void repeatsNoLongNumbers_butDivisionsAndIdentifiers() {
        assertThat(Masks.longNumbers("/11010519491231002X")).isEqualTo("/******************");
        assertThat(Masks.longNumbers("?13800005678")).isEqualTo("?***********");
        assertThat(Masks.longNumbers("/a/6228480000000001234/b")).isEqualTo("/a/*******************/b");
        for (var kept : new String[] {
            "/api/v1/regions/330523104201", "/members/0/idNumber", "/x/0193b2c4-7e1a-7c30-8a55-345527010411"
        }) {
            assertThat(Masks.longNumbers(kept)).isEqualTo(kept);
        }
        assertThat(Masks.longNumbers(null)).isNull();
    }
}
