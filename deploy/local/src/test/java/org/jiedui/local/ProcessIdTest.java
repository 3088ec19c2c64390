package org.jiedui.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdTest {

    @Test
    void recognisesTheRunningProcess_whenReadBackFromText() {
        ProcessId current = ProcessId.current();

        assertThat(ProcessId.parse(current.toString())).contains(current);
        assertThat(current.alive()).isTrue();
        assertThat(current.residentBytes()).isPositive();
    }

    @Test
    void isNotAlive_whenTheNumberBelongsToALaterProcess() {
        ProcessId current = ProcessId.current();

        assertThat(new ProcessId(current.pid(), current.startTicks() - 1).alive())
                .isFalse();
    }

    @Test
    void readsNothing_whenThePidFileIsHalfWritten() {
        assertThat(ProcessId.parse("")).isEmpty();
        assertThat(ProcessId.parse("123")).isEmpty();
        assertThat(ProcessId.parse("one two")).isEmpty();
    }
}
