package org.jiedui.household.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Stores a plan's budget as JSON. */
@Converter
@Singleton
@Unremovable
public class BudgetList implements AttributeConverter<List<BudgetShare>, String> {
    private final ObjectMapper mapper;

    BudgetList(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String convertToDatabaseColumn(List<BudgetShare> budget) {
        try {
            return budget == null ? null : mapper.writeValueAsString(budget);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<BudgetShare> convertToEntityAttribute(String json) {
        try {
            return json == null
                    ? List.of()
                    : mapper.readValue(
                            json, TypeFactory.defaultInstance().constructCollectionType(List.class, BudgetShare.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
