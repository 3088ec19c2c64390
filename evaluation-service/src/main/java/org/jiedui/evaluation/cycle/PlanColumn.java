package org.jiedui.evaluation.cycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Arc;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.hibernate.annotations.Immutable;

/** Stores a cycle's plan as JSON. */
@Immutable
@Converter
public class PlanColumn implements AttributeConverter<CyclePlan, String> {
    /** Hibernate makes converters before beans are there, so the mapper is asked for at first use. */
    private static ObjectMapper mapper() {
        return Arc.container().instance(ObjectMapper.class).get();
    }

    @Override
    public String convertToDatabaseColumn(CyclePlan plan) {
        try {
            return mapper().writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CyclePlan convertToEntityAttribute(String json) {
        try {
            return mapper().readValue(json, CyclePlan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
