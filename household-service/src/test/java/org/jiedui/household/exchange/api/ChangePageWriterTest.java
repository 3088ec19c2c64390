package org.jiedui.household.exchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jiedui.chassis.feed.Change.Operation;
import org.jiedui.chassis.feed.ChangeItem;
import org.jiedui.chassis.feed.ChangePage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("HH-20")
class ChangePageWriterTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 1000})
    void writesTheSame_howeverManyPieces(int changes) throws IOException {
        var items = IntStream.range(0, changes)
                .mapToObj(i -> new ChangeItem(
                        "households", new UUID(7, i), i, null, Operation.UPSERT, Map.of("headName", "赵" + i)))
                .toList();
        var page = new ChangePage(items, "c3VyZQ", changes > 1);

        var written = new ByteArrayOutputStream();
        new ChangePageWriter(mapper).writeTo(page, ChangePage.class, null, null, null, null, written);

        assertThat(mapper.readTree(written.toByteArray())).isEqualTo(mapper.readTree(mapper.writeValueAsBytes(page)));
    }
}
