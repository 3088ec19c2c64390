package org.jiedui.chassis.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Field-level history: who changed what from which value to which, when, why and through what. The two states are given
 * as the masked views of the resource, so that no personal data gets in. Written in the transaction of the change.
 */
@ApplicationScoped
public class FieldHistory {
    private final DataSource database;
    private final TimeSource time;
    private final ObjectMapper mapper;

    FieldHistory(DataSource database, TimeSource time, ObjectMapper mapper) {
        this.database = database;
        this.time = time;
        this.mapper = mapper;
    }

    /** One changed field; {@code from} is null when it was set first, {@code to} when it was removed. */
    public record Change(String field, JsonNode from, JsonNode to) {}

    /** One change of a resource. */
    public record Entry(
            UUID id, Instant at, String actor, String source, String reason, long version, List<Change> changes) {}

    /**
     * Compares two masked states and notes the differences; notes nothing when there are none.
     *
     * @param before masked view before, or null when the resource is new
     * @param after masked view after, or null when it is gone
     * @param source {@code APP}, {@code IMPORT}, {@code RULE} or {@code EVENT}
     * @param reason the user's words, or null
     */
    public void record(
            Caller caller,
            String resource,
            UUID resourceId,
            String region,
            long version,
            Object before,
            Object after,
            String source,
            String reason) {
        var changes = differences(mapper.valueToTree(before), mapper.valueToTree(after));
        if (changes.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO history_entry"
                        + " (resource_id, id, resource, region, version, at, actor, source, reason, changes)"
                        + " VALUES (?,?,?,?,?,?,?,?,?,?)")) {
            insert.setBytes(1, Ids.bytes(resourceId));
            insert.setBytes(2, Ids.bytes(Ids.next()));
            insert.setString(3, resource);
            insert.setString(4, region);
            insert.setLong(5, version);
            insert.setObject(6, time.now().atOffset(ZoneOffset.UTC).toLocalDateTime());
            insert.setString(7, caller.subject());
            insert.setString(8, source);
            insert.setString(9, reason);
            insert.setString(10, mapper.writeValueAsString(changes));
            insert.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not write history", e);
        }
    }

    /** Changes of one resource, oldest first. The caller's right to see the resource is checked before. */
    public Page<Entry> list(UUID resourceId, PageRequest page) {
        var cursor = page.cursor("history", resourceId.toString());
        var sql = "SELECT id, at, actor, source, reason, version, changes FROM history_entry WHERE resource_id = ?"
                + (cursor.isEmpty() ? "" : " AND id > ?") + " ORDER BY id LIMIT ?";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            var i = 1;
            select.setBytes(i++, Ids.bytes(resourceId));
            if (!cursor.isEmpty()) {
                select.setBytes(i++, Ids.bytes(UUID.fromString(cursor.get(0))));
            }
            select.setInt(i, page.limit() + 1);
            List<Entry> entries = new ArrayList<>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(new Entry(
                            Ids.of(row.getBytes(1)),
                            row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getLong(6),
                            mapper.readValue(
                                    row.getString(7),
                                    mapper.getTypeFactory().constructCollectionType(List.class, Change.class))));
                }
            }
            return Page.of(
                    entries,
                    page.limit(),
                    last -> Cursor.encode(
                            "history", resourceId.toString(), List.of(last.id().toString())));
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Change> differences(JsonNode before, JsonNode after) {
        var none = mapper.createObjectNode();
        var from = before instanceof ObjectNode object ? object : none;
        var to = after instanceof ObjectNode object ? object : none;
        var names = new TreeSet<String>();
        from.fieldNames().forEachRemaining(names::add);
        to.fieldNames().forEachRemaining(names::add);
        var changes = new ArrayList<Change>();
        for (var name : names) {
            var old = from.path(name);
            var now = to.path(name);
            if (!name.equals("version") && !name.equals("updatedAt") && !empty(old, now) && !old.equals(now)) {
                changes.add(new Change(name, value(old), value(now)));
            }
        }
        return changes;
    }

    private static boolean empty(JsonNode old, JsonNode now) {
        return value(old) == null && value(now) == null;
    }

    private static JsonNode value(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node;
    }
}
