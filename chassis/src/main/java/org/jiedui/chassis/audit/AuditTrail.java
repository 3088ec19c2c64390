package org.jiedui.chassis.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.event.EventConfig;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/** Who did or looked at what, in the transaction of the deed. Details hold ids and codes, never personal data. */
@ApplicationScoped
public class AuditTrail {
    private static final List<String> COLUMNS =
            List.of("id", "at", "actor", "client", "action", "resource", "resource_id", "region", "details");

    private final DataSource database;
    private final TimeSource time;
    private final ObjectMapper mapper;
    private final String list;

    AuditTrail(DataSource database, TimeSource time, ObjectMapper mapper, EventConfig events) {
        this.database = database;
        this.time = time;
        this.mapper = mapper;
        this.list = events.context() + "/audit-entries";
    }

    /**
     * Notes a deed.
     *
     * @param action upper snake case, such as {@code PERSONAL_DATA_REVEALED}
     * @param resource kind, kebab case
     * @param resourceId its id
     * @param region division code of the resource
     */
    public void record(
            Caller caller, String action, String resource, Object resourceId, String region, Map<String, ?> details) {
        record(caller, action, resource, List.of(new Deed(resourceId, region, details)));
    }

    /** One deed of many: its resource, the division of that, and what else is to be known. */
    public record Deed(Object resourceId, String region, Map<String, ?> details) {}

    /** Notes deeds of one kind in their order, as one batch. */
    public void record(Caller caller, String action, String resource, Collection<Deed> deeds) {
        var now = time.now().atOffset(ZoneOffset.UTC).toLocalDateTime();
        try (var connection = database.getConnection()) {
            var insert = new RowInsert(connection, "audit_entry", COLUMNS);
            for (var deed : deeds) {
                insert.add(
                        Ids.next(),
                        now,
                        caller.subject(),
                        caller.client(),
                        action,
                        resource,
                        String.valueOf(deed.resourceId()),
                        deed.region(),
                        deed.details().isEmpty() ? null : mapper.writeValueAsString(deed.details()));
            }
            insert.write();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not write the audit entry", e);
        }
    }

    /** One entry. */
    @Schema(example = """
            {"id":"0193e0c4-b000-7000-8000-00000000d001","at":"2026-11-21T08:30:00.000Z",
             "actor":"00000000-0000-7000-8000-000000000002","client":"jiedui-web","action":"CYCLE_CLOSED",
             "resource":"evaluation-cycle","resourceId":"019ab000-1111-7000-8000-000000000001","region":"330523",
             "details":null}""")
    public record Entry(
            UUID id,
            java.time.Instant at,
            String actor,
            String client,
            String action,
            String resource,
            String resourceId,
            String region,
            String details) {}

    /**
     * Entries of one action on one resource, newest first, wherever the resource was then. The caller's right to see the
     * resource is checked before.
     */
    public Page<Entry> list(String action, Object resourceId, PageRequest page) {
        var filter = action + "|" + resourceId;
        var cursor = page.cursor("audit-entries", filter);
        var sql = "SELECT id, at, actor, client, action, resource, resource_id, region, details FROM audit_entry"
                + " WHERE resource_id = ? AND action = ?" + (cursor.isEmpty() ? "" : " AND id < ?")
                + " ORDER BY id DESC LIMIT ?";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            var i = 1;
            select.setString(i++, String.valueOf(resourceId));
            select.setString(i++, action);
            if (!cursor.isEmpty()) {
                select.setBytes(i++, Ids.bytes(UUID.fromString(cursor.get(0))));
            }
            select.setInt(i, page.limit() + 1);
            return Page.of(
                    entries(select),
                    page.limit(),
                    last -> Cursor.encode(
                            "audit-entries", filter, List.of(last.id().toString())));
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the audit entries", e);
        }
    }

    /**
     * Entries of the caller's region, newest first; only for those who may audit (decided by the resource).
     *
     * @param resourceId only those of one resource, or null
     */
    public Page<Entry> list(Caller caller, String resourceId, PageRequest page) {
        var cursor = page.cursor(list, String.valueOf(resourceId));
        var sql = "SELECT id, at, actor, client, action, resource, resource_id, region, details FROM audit_entry"
                + " WHERE region LIKE CONCAT(?, '%')"
                + (resourceId == null ? "" : " AND resource_id = ?")
                + (cursor.isEmpty() ? "" : " AND id < ?") + " ORDER BY id DESC LIMIT ?";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            var i = 1;
            select.setString(i++, caller.regionPrefix());
            if (resourceId != null) {
                select.setString(i++, resourceId);
            }
            if (!cursor.isEmpty()) {
                select.setBytes(i++, Ids.bytes(UUID.fromString(cursor.get(0))));
            }
            select.setInt(i, page.limit() + 1);
            var entries = entries(select);
            return Page.of(
                    entries,
                    page.limit(),
                    last -> Cursor.encode(
                            list, String.valueOf(resourceId), List.of(last.id().toString())));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Entry> entries(java.sql.PreparedStatement select) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (var row = select.executeQuery()) {
            while (row.next()) {
                entries.add(new Entry(
                        Ids.of(row.getBytes(1)),
                        row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)));
            }
        }
        return entries;
    }
}
