package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.jiedui.chassis.database.RowInsert;

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
        private final String table;
        private final List<String> columns;

        Shape(EntityPersister entity, String table, List<String> columns) {
            this.entity = entity;
            this.table = table;
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
        var values = new ArrayList<List<Object>>(rows.size());
        var used = new BitSet();
        for (var row : rows) {
            var one = new ArrayList<Object>(shape.columns.size());
            values(shape.entity, row, one, session);
            for (var i = 0; i < one.size(); i++) {
                if (one.get(i) != null) {
                    used.set(i);
                }
            }
            values.add(one);
        }
        try (var connection = database.getConnection()) {
            // a column that is null in all rows is left out: that much less for the server to parse
            var insert = new RowInsert(connection, shape.table, only(used, shape.columns));
            for (var one : values) {
                insert.add(only(used, one));
            }
            insert.write();
        } catch (SQLException e) {
            throw new IllegalStateException("could not insert rows", e);
        }
    }

    private static <T> List<T> only(BitSet used, List<T> all) {
        return used.stream().mapToObj(all::get).toList();
    }

    private static Shape shape(Class<?> type, SharedSessionContractImplementor session) {
        var entity = session.getFactory().getMappingMetamodel().getEntityDescriptor(type);
        var columns = new ArrayList<String>();
        for (var part : parts(entity)) {
            part.forEachSelectable((i, column) -> {
                if (column.isInsertable()) {
                    columns.add(column.getSelectionExpression());
                }
            });
        }
        return new Shape(entity, entity.getMappedTableDetails().getTableName(), columns);
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
                // all codes are kept by their names; some parts of the mapping give them as they are
                into.add(value instanceof Enum<?> code ? code.name() : value);
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
