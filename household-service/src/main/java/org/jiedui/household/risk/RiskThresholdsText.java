package org.jiedui.household.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores thresholds as JSON. */
@Converter
@Singleton
@Unremovable
public class RiskThresholdsText implements AttributeConverter<RiskThresholds, String> {
    private final ObjectMapper mapper;

    RiskThresholdsText(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String convertToDatabaseColumn(RiskThresholds thresholds) {
        try {
            return mapper.writeValueAsString(thresholds);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public RiskThresholds convertToEntityAttribute(String json) {
        try {
            return mapper.readValue(json, RiskThresholds.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
