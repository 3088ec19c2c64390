package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.descriptor.ValueBinder;

/**
 * Inserts new entities as rows, by their mapping: what {@code persist} would have written, without a persistence context.
 * Unlike the batches of a {@code StatelessSession}, which wait for as many rows as the batch before had, all rows are
 * written when {@link #insert} returns, and none is left to whoever has the connection next.
 */
@ApplicationScoped
class EntityRows {
    private final DataSource database;
    private final EntityManager entities;
    private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

    EntityRows(DataSource database, EntityManager entities) {
        this.database = database;
        this.entities = entities;
    }

    /** How an entity is written. */
    private static final class Shape {
        private final EntityPersister entity;
        private final String sql;
        private final List<ValueBinder<Object>> columns;

        Shape(EntityPersister entity, String sql, List<ValueBinder<Object>> columns) {
            this.entity = entity;
            this.sql = sql;
            this.columns = columns;
        }
    }

    /** Writes them all, in the running transaction; entities of one class with ids of their own, to be given up afterwards. */
    void insert(List<?> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var session = entities.unwrap(SharedSessionContractImplementor.class);
        var shape = shapes.computeIfAbsent(rows.get(0).getClass(), type -> shape(type, session));
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(shape.sql)) {
            var values = new ArrayList<Object>(shape.columns.size());
            for (var row : rows) {
                values.clear();
                values(shape.entity, row, values, session);
                for (var i = 0; i < values.size(); i++) {
                    shape.columns.get(i).bind(insert, values.get(i), i + 1, session);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("could not insert rows", e);
        }
    }

    private static Shape shape(Class<?> type, SharedSessionContractImplementor session) {
        var entity = session.getFactory().getMappingMetamodel().getEntityDescriptor(type);
        var columns = new ArrayList<SelectableMapping>();
        for (var part : parts(entity)) {
            part.forEachSelectable((i, column) -> {
                if (column.isInsertable()) {
                    columns.add(column);
                }
            });
        }
        var sql = "INSERT INTO " + entity.getMappedTableDetails().getTableName()
                + columns.stream()
                        .map(SelectableMapping::getSelectionExpression)
                        .collect(Collectors.joining(", ", " (", ") VALUES ("))
                + "?, ".repeat(columns.size() - 1) + "?)";
        return new Shape(entity, sql, columns.stream().map(EntityRows::binder).toList());
    }

    @SuppressWarnings("unchecked")
    private static ValueBinder<Object> binder(SelectableMapping column) {
        return (ValueBinder<Object>) column.getJdbcMapping().getJdbcValueBinder();
    }

    /** The identifier and what else has columns of its own table. */
    private static List<ModelPart> parts(EntityPersister entity) {
        var parts = new ArrayList<ModelPart>();
        parts.add(entity.getIdentifierMapping());
        entity.getAttributeMappings().forEach(attribute -> {
            if (!attribute.isPluralAttributeMapping()) {
                parts.add(attribute);
            }
        });
        return parts;
    }

    private static void values(
            EntityPersister entity, Object row, List<Object> into, SharedSessionContractImplementor session) {
        ModelPart.JdbcValueConsumer collect = (i, value, column) -> {
            if (column.isInsertable()) {
                into.add(value);
            }
        };
        entity.getIdentifierMapping().decompose(entity.getIdentifier(row, session), collect, session);
        var state = entity.getValues(row);
        entity.getAttributeMappings().forEach(attribute -> {
            if (!attribute.isPluralAttributeMapping()) {
                attribute.decompose(state[attribute.getStateArrayPosition()], collect, session);
            }
        });
    }
}
