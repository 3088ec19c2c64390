package org.jiedui.chassis.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicesTest {
    @Test
    void keepsAllElementsInOrder_withTheRestInOneSlice() {
        var all = IntStream.range(0, 155).boxed().toList();

        var slices = Slices.of(all, 64);

        assertThat(slices).extracting(List::size).containsExactly(64, 64, 27);
        assertThat(slices.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
        assertThat(Slices.of(List.of(), 64)).isEmpty();
    }
}
