package org.jiedui.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PA-14")
class AssignmentFileTest {
    @Test
    void readsCostsLoadsAndCapacities_whenTheFileIsWhole() throws AssignmentFile.BadFile {
        var file = AssignmentFile.parse("2 3\n 1 2 3\n 4 5 6\n 1 1 1\n 2 2 2\n 2 2\n");
        assertThat(file.valueOf(new int[] {0, 0, 1})).hasValue(9);
        assertThat(file.valueOf(new int[] {0, 0, 0})).isEmpty();
    }

    @Test
    void saysHowManyNumbersAreMissing_whenTheFileIsCutOff() {
        assertThatThrownBy(() -> AssignmentFile.parse("2 3 1 2 3 4 5 6 1 1 1 2 2 2 2"))
                .isInstanceOf(AssignmentFile.BadFile.class)
                .hasMessageContaining("expected 16 numbers")
                .hasMessageContaining("found 15");
    }

    @Test
    void namesThePlace_whenANumberIsNone() {
        assertThatThrownBy(() -> AssignmentFile.parse("1 1 x 1 1"))
                .isInstanceOf(AssignmentFile.BadFile.class)
                .hasMessageContaining("number 3 (cost)");
        assertThatThrownBy(() -> AssignmentFile.parse("1 1 4 -1 1")).hasMessageContaining("number 4 (load)");
        assertThatThrownBy(() -> AssignmentFile.parse("")).hasMessageContaining("number of agents");
    }
}
