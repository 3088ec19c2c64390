package org.jiedui.household.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Stores goals as JSON. */
@Converter
@Singleton
@Unremovable
public class GoalList implements AttributeConverter<List<Goal>, String> {
    private final ObjectMapper mapper;

    GoalList(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String convertToDatabaseColumn(List<Goal> goals) {
        try {
            return mapper.writeValueAsString(goals);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Goal> convertToEntityAttribute(String json) {
        try {
            return mapper.readValue(
                    json, TypeFactory.defaultInstance().constructCollectionType(List.class, Goal.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
