package org.jiedui.household.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Stores findings as JSON. */
@Converter
@Singleton
@Unremovable
public class RiskFindings implements AttributeConverter<List<RiskFinding>, String> {
    private final ObjectMapper mapper;

    RiskFindings(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String convertToDatabaseColumn(List<RiskFinding> findings) {
        try {
            return mapper.writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<RiskFinding> convertToEntityAttribute(String json) {
        try {
            return mapper.readValue(
                    json, TypeFactory.defaultInstance().constructCollectionType(List.class, RiskFinding.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
