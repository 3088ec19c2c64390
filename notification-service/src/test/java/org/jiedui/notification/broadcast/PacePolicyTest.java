package org.jiedui.notification.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("NO-06")
class PacePolicyTest {
    private static final Instant START = Instant.parse("2026-11-21T08:30:00Z");

    @Test
    void keepsThePaceOverTheWhole_andTheStepSmall() {
        assertThat(PacePolicy.allowed(60, START, START, 0, 500)).isEqualTo(1);
        assertThat(PacePolicy.allowed(60, START, START, 1, 500)).isZero();
        assertThat(PacePolicy.allowed(60, START, START.plusSeconds(9), 1, 500)).isEqualTo(9);
        assertThat(PacePolicy.allowed(60_000, START, START.plusSeconds(60), 0, 500))
                .isEqualTo(500);
        assertThat(PacePolicy.allowed(1, START, START, 0, 500)).isEqualTo(1);
        assertThat(PacePolicy.allowed(60, START, START.minusSeconds(5), 1, 500)).isZero();
    }

    @Test
    void needsTheProvince_onlyForAWholeProvince() {
        assertThat(ApprovalPolicy.needsProvince(segment("33"))).isTrue();
        assertThat(ApprovalPolicy.needsProvince(segment("3305"))).isFalse();
    }

    private static Segment segment(String region) {
        return new Segment(region, Set.of(Segment.Role.HELPER), Set.of(), Set.of(), Set.of());
    }
}
