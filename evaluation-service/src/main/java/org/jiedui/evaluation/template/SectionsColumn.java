package org.jiedui.evaluation.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Arc;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.hibernate.annotations.Immutable;

/** Stores the sections of a template as JSON. */
@Immutable
@Converter
public class SectionsColumn implements AttributeConverter<List<Section>, String> {
    /** Hibernate makes converters before beans are there, so the mapper is asked for at first use. */
    private static ObjectMapper mapper() {
        return Arc.container().instance(ObjectMapper.class).get();
    }

    @Override
    public String convertToDatabaseColumn(List<Section> sections) {
        try {
            return mapper().writeValueAsString(sections);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Section> convertToEntityAttribute(String json) {
        try {
            return mapper().readValue(json, new TypeReference<List<Section>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
