package org.jiedui.chassis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.audit.FieldHistory.Change;
import org.jiedui.chassis.audit.FieldHistory.Entry;
import org.junit.jupiter.api.Test;

class FieldHistoryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);

    private static JsonNode json(String text) {
        try {
            return text == null ? null : JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Entry entry(LocalDate effectiveOn, Change... changes) {
        return new Entry(
                new UUID(0, 1),
                Instant.EPOCH,
                effectiveOn,
                "somebody",
                "APP",
                null,
                1,
                new ArrayList<>(List.of(changes)));
    }

    private static Change change(String field, String from, String to) {
        return new Change(field, json(from), json(to));
    }

    private static ObjectNode asOf(String present, LocalDate day, Entry... recorded) {
        return FieldHistory.asOf((ObjectNode) json(present), List.of(recorded), day);
    }

    @Test
    void isThePresent_whenNothingChanged() {
        assertThat(asOf("{'a':1}", MARCH)).isEqualTo(json("{'a':1}"));
    }

    @Test
    void hasTheValueInForce_onEachSideOfAChange() {
        var changed = entry(JUNE, change("a", "1", "2"));

        assertThat(asOf("{'a':2}", JUNE.minusDays(1), changed)).isEqualTo(json("{'a':1}"));
        assertThat(asOf("{'a':2}", JUNE, changed)).isEqualTo(json("{'a':2}"));
    }

    @Test
    void putsALateChangeInItsPlace() {
        var june = entry(JUNE, change("a", "1", "3"));
        var marchRecordedLater = entry(MARCH, change("a", "3", "2"));

        assertThat(asOf("{'a':3}", MARCH.minusDays(1), june, marchRecordedLater))
                .isEqualTo(json("{'a':1}"));
        assertThat(asOf("{'a':3}", MARCH, june, marchRecordedLater)).isEqualTo(json("{'a':2}"));
        assertThat(asOf("{'a':3}", JUNE, june, marchRecordedLater)).isEqualTo(json("{'a':3}"));
    }

    @Test
    void knowsWhichElementsThereWere_andHowTheyWere() {
        var came = entry(MARCH, change("list/b", null, "{'id':'b','x':1}"));
        var changed = entry(JUNE, change("list/a/x", "1", "2"), change("list/b/x", "1", "5"));
        var present = "{'list':[{'id':'a','x':2},{'id':'b','x':5}]}";

        assertThat(asOf(present, MARCH.minusDays(1), came, changed)).isEqualTo(json("{'list':[{'id':'a','x':1}]}"));
        assertThat(asOf(present, MARCH, came, changed)).isEqualTo(json("{'list':[{'id':'a','x':1},{'id':'b','x':1}]}"));
        assertThat(asOf(present, JUNE, came, changed)).isEqualTo(json(present));
    }

    @Test
    void bringsBackAnElementThatWent() {
        var went = entry(JUNE, change("list/a", "{'id':'a','x':1}", null));

        assertThat(asOf("{'list':[]}", MARCH, went)).isEqualTo(json("{'list':[{'id':'a','x':1}]}"));
        assertThat(asOf("{'list':[]}", JUNE, went)).isEqualTo(json("{'list':[]}"));
    }

    @Test
    void needsNoEntryOfTheBeginning() {
        var made = entry(MARCH, change("a", null, "1"), change("list", null, "[{'id':'a','x':1}]"));
        var changed = entry(JUNE, change("list/a/x", "1", "2"));
        var present = "{'a':1,'list':[{'id':'a','x':2}]}";

        assertThat(asOf(present, MARCH, made, changed)).isEqualTo(asOf(present, MARCH, changed));
    }
}
