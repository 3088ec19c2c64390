package org.jiedui.household.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Stores land and assets as JSON, null for none. */
@Converter
@Singleton
@Unremovable
public class AssetList implements AttributeConverter<List<Asset>, String> {
    private final ObjectMapper mapper;

    AssetList(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String convertToDatabaseColumn(List<Asset> assets) {
        try {
            return assets == null || assets.isEmpty() ? null : mapper.writeValueAsString(assets);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Asset> convertToEntityAttribute(String json) {
        try {
            return json == null
                    ? List.of()
                    : mapper.readValue(
                            json, TypeFactory.defaultInstance().constructCollectionType(List.class, Asset.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
