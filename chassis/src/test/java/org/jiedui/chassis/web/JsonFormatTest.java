package org.jiedui.chassis.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormatTest {
    private final ObjectMapper mapper = new ObjectMapper();

    JsonFormatTest() {
        new JsonFormat().customize(mapper);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T08:30:00Z, 2026-11-21T08:30:00.000Z",
        "2026-11-21T08:30:59.9999999Z, 2026-11-21T08:30:59.999Z",
        "2026-01-01T00:00:00.01Z, 2026-01-01T00:00:00.010Z",
        "1931-07-09T23:59:59.123456Z, 1931-07-09T23:59:59.123Z"
    })
    void writesAnInstantWithItsMilliseconds_andNothingBeyond(Instant instant, String written)
            throws JsonProcessingException {
        assertThat(mapper.writeValueAsString(instant)).isEqualTo("\"" + written + "\"");
    }
}
