package org.jiedui.chassis.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Field-level history: who changed what from which value to which, when, why and through what. The two states are given
 * as the masked views of the resource, so that no personal data gets in. Written in the transaction of the change.
 *
 * <p>A change has two times: when it was recorded, and the day from which it holds. What a field was on a day follows
 * from both ({@link #asOf}), so changes that were recorded late are in their right place. Lists whose elements have an
 * {@code id} are compared element by element: {@code members/<id>} for one that came or went, {@code members/<id>/phone}
 * for what changed on it.
 */
@ApplicationScoped
public class FieldHistory {
    private static final String SELECT =
            "SELECT id, at, actor, source, reason, version, changes, effective_on FROM history_entry";

    private static final List<String> COLUMNS =
            List.of("resource_id", "id", "resource", "region", "version", "at", "actor", "source", "reason", "changes");

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

    /**
     * One change of a resource.
     *
     * @param effectiveOn the day from which it holds
     */
    @Schema(example = """
            {"id":"0193e0c4-b000-7000-8000-00000000d002","at":"2026-11-21T08:30:00.000Z","effectiveOn":"2026-11-21",
             "actor":"00000000-0000-7000-8000-000000000002","source":"APP","reason":null,"version":2,
             "changes":[{"field":"state","from":"OPEN","to":"CLOSED"}]}""")
    public record Entry(
            UUID id,
            Instant at,
            LocalDate effectiveOn,
            String actor,
            String source,
            String reason,
            long version,
            List<Change> changes) {}

    /**
     * Compares two masked states and notes the differences, in force from today; notes nothing when there are none.
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
        record(caller, resource, resourceId, region, version, before, after, source, reason, null);
    }

    /**
     * The same for a change that holds from another day than today.
     *
     * @param effectiveOn the day; null: today
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
            String reason,
            LocalDate effectiveOn) {
        var changes = differences(before, after);
        if (changes.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO history_entry"
                        + " (resource_id, id, resource, region, version, at, actor, source, reason, changes,"
                        + " effective_on) VALUES (?,?,?,?,?,?,?,?,?,?,?)")) {
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
            insert.setObject(11, effectiveOn);
            insert.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not write history", e);
        }
    }

    /**
     * One change of many.
     *
     * @param before masked view before, or null when the resource is new
     * @param after masked view after, or null when it is gone
     */
    public record Step(UUID resourceId, String region, long version, Object before, Object after) {}

    /** The same as {@link #record} for many resources at once, in force from today, as one batch. */
    public void record(Caller caller, String resource, Collection<Step> steps, String source, String reason) {
        var now = time.now().atOffset(ZoneOffset.UTC).toLocalDateTime();
        try (var connection = database.getConnection()) {
            var insert = new RowInsert(connection, "history_entry", COLUMNS);
            for (var step : steps) {
                var changes = differences(step.before(), step.after());
                if (!changes.isEmpty()) {
                    insert.add(
                            step.resourceId(),
                            Ids.next(),
                            resource,
                            step.region(),
                            step.version(),
                            now,
                            caller.subject(),
                            source,
                            reason,
                            mapper.writeValueAsString(changes));
                }
            }
            insert.write();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not write history", e);
        }
    }

    /** What differs between two masked states; either may be null. */
    public List<Change> differences(Object before, Object after) {
        JsonNode from = mapper.valueToTree(before);
        JsonNode to = mapper.valueToTree(after);
        return differences(from, to);
    }

    /** All changes of one resource, in the order of their recording; for one aggregate, whose changes are few. */
    public List<Entry> all(UUID resourceId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(SELECT + " WHERE resource_id = ? ORDER BY id")) {
            select.setBytes(1, Ids.bytes(resourceId));
            return entries(select);
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not read history", e);
        }
    }

    /**
     * A present state as it was at the end of a day. A field that changed has the value of the last change that was in
     * force by then; when none was, the value it had before its first recorded change. Fields that never changed are as
     * they are now.
     *
     * @param present the present masked view
     * @param entries all changes, in the order of their recording ({@link #all})
     */
    public static ObjectNode asOf(ObjectNode present, List<Entry> entries, LocalDate day) {
        record Value(LocalDate day, JsonNode value) {}
        var first = new LinkedHashMap<String, JsonNode>();
        var last = new LinkedHashMap<String, Value>();
        for (var entry : entries) {
            for (var change : entry.changes()) {
                first.putIfAbsent(change.field(), change.from());
                var known = last.get(change.field());
                if (!entry.effectiveOn().isAfter(day)
                        && (known == null || !entry.effectiveOn().isBefore(known.day()))) {
                    last.put(change.field(), new Value(entry.effectiveOn(), change.to()));
                }
            }
        }
        var past = present.deepCopy();
        // whole values and elements first, then what changed on elements
        var fields = first.keySet().stream()
                .sorted(java.util.Comparator.comparingInt(field -> field.split("/").length))
                .toList();
        for (var field : fields) {
            var then = last.get(field);
            set(past, field, then == null ? first.get(field) : then.value());
        }
        return past;
    }

    private static void set(ObjectNode state, String field, JsonNode value) {
        var path = field.split("/", 3);
        var node = value == null ? com.fasterxml.jackson.databind.node.NullNode.getInstance() : value;
        if (path.length == 1) {
            // the list of a new resource is kept whole; its elements change one by one
            if (!(state.get(field) instanceof ArrayNode list) || !identified(list)) {
                state.set(field, node);
            }
            return;
        }
        var list = state.get(path[0]) instanceof ArrayNode known ? known : state.putArray(path[0]);
        var at = indexOf(list, path[1]);
        if (path.length == 2) {
            if (node.isNull()) {
                if (at >= 0) {
                    list.remove(at);
                }
            } else if (at >= 0) {
                list.set(at, node.deepCopy());
            } else {
                list.add(node.deepCopy());
            }
        } else if (at >= 0) {
            ((ObjectNode) list.get(at)).set(path[2], node);
        }
    }

    private static int indexOf(ArrayNode list, String id) {
        for (var i = 0; i < list.size(); i++) {
            if (list.get(i).path("id").asText().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** Changes of one resource, oldest first. The caller's right to see the resource is checked before. */
    public Page<Entry> list(UUID resourceId, PageRequest page) {
        var cursor = page.cursor("history", resourceId.toString());
        var sql = SELECT + " WHERE resource_id = ?" + (cursor.isEmpty() ? "" : " AND id > ?") + " ORDER BY id LIMIT ?";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            var i = 1;
            select.setBytes(i++, Ids.bytes(resourceId));
            if (!cursor.isEmpty()) {
                select.setBytes(i++, Ids.bytes(UUID.fromString(cursor.get(0))));
            }
            select.setInt(i, page.limit() + 1);
            return Page.of(
                    entries(select),
                    page.limit(),
                    last -> Cursor.encode(
                            "history", resourceId.toString(), List.of(last.id().toString())));
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Entry> entries(java.sql.PreparedStatement select) throws SQLException, JsonProcessingException {
        var entries = new ArrayList<Entry>();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                var at = row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC);
                var effectiveOn = row.getObject(8, LocalDate.class);
                entries.add(new Entry(
                        Ids.of(row.getBytes(1)),
                        at,
                        effectiveOn == null ? at.atZone(time.zone()).toLocalDate() : effectiveOn,
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        mapper.readValue(
                                row.getString(7),
                                mapper.getTypeFactory().constructCollectionType(List.class, Change.class))));
            }
        }
        return entries;
    }

    /** Forgets in the histories of these resources the values of some fields, and all reasons; the fields' names stay. */
    public void forget(Collection<UUID> resourceIds, Set<String> fields) {
        rewrite(
                resourceIds,
                ", reason = NULL",
                change -> fields.contains(change.field().split("/", 2)[0])
                        ? new Change(change.field(), null, null)
                        : change);
    }

    /** Forgets in the histories of these resources the values of some elements of a list, wherever they are. */
    public void forgetElements(Collection<UUID> resourceIds, String list, Collection<UUID> elements) {
        var ids = elements.stream().map(UUID::toString).collect(Collectors.toSet());
        rewrite(resourceIds, "", change -> {
            var path = change.field().split("/", 3);
            if (!path[0].equals(list)) {
                return change;
            }
            return path.length == 1
                    ? new Change(list, without(change.from(), ids), without(change.to(), ids))
                    : ids.contains(path[1]) ? new Change(change.field(), null, null) : change;
        });
    }

    private static JsonNode without(JsonNode value, Set<String> ids) {
        if (!(value instanceof ArrayNode list)) {
            return value;
        }
        var rest = list.deepCopy();
        rest.removeIf(element -> ids.contains(element.path("id").asText()));
        return rest;
    }

    private void rewrite(Collection<UUID> resourceIds, String also, UnaryOperator<Change> forget) {
        if (resourceIds.isEmpty()) {
            return;
        }
        var marks = "?,".repeat(resourceIds.size() - 1) + "?";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT resource_id, id, changes FROM history_entry WHERE resource_id IN (" + marks + ")");
                var update = connection.prepareStatement(
                        "UPDATE history_entry SET changes = ?" + also + " WHERE resource_id = ? AND id = ?")) {
            var i = 1;
            for (var id : resourceIds) {
                select.setBytes(i++, Ids.bytes(id));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    List<Change> changes = mapper.readValue(
                            row.getString(3),
                            mapper.getTypeFactory().constructCollectionType(List.class, Change.class));
                    update.setString(
                            1,
                            mapper.writeValueAsString(
                                    changes.stream().map(forget).toList()));
                    update.setBytes(2, row.getBytes(1));
                    update.setBytes(3, row.getBytes(2));
                    update.addBatch();
                }
            }
            update.executeBatch();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not forget history", e);
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
            if (name.equals("version") || name.equals("updatedAt") || empty(old, now) || old.equals(now)) {
                continue;
            }
            if (old instanceof ArrayNode were && now instanceof ArrayNode are && identified(were) && identified(are)) {
                elements(name, were, are, changes);
            } else {
                changes.add(new Change(name, value(old), value(now)));
            }
        }
        return changes;
    }

    private void elements(String list, ArrayNode before, ArrayNode after, List<Change> changes) {
        var were = byId(before);
        var are = byId(after);
        var ids = new java.util.LinkedHashSet<>(were.keySet());
        ids.addAll(are.keySet());
        for (var id : ids) {
            var old = were.get(id);
            var now = are.get(id);
            if (old == null || now == null) {
                changes.add(new Change(list + "/" + id, old, now));
            } else {
                differences(old, now)
                        .forEach(c -> changes.add(new Change(list + "/" + id + "/" + c.field(), c.from(), c.to())));
            }
        }
    }

    private static Map<String, JsonNode> byId(ArrayNode list) {
        var elements = new LinkedHashMap<String, JsonNode>();
        list.forEach(element -> elements.put(element.path("id").asText(), element));
        return elements;
    }

    /** Whether each element has its own id; an empty list has. */
    private static boolean identified(ArrayNode list) {
        for (var element : list) {
            if (!element.path("id").isTextual()) {
                return false;
            }
        }
        return byId(list).size() == list.size();
    }

    private static boolean empty(JsonNode old, JsonNode now) {
        return value(old) == null && value(now) == null;
    }

    private static JsonNode value(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node;
    }
}
