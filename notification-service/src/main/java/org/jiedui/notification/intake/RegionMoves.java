package org.jiedui.notification.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jiedui.notification.audience.Mailbox;
import org.jiedui.notification.webhook.WebhookBacklog;

/**
 * Lets what belongs to a division follow it when it gets another code or goes into another division: endpoints, robots,
 * matters that wait for a reminder, broadcasts, and the offices' letters, tasks and addresses. A division that was split leaves what
 * it has where it is, until somebody says where it belongs.
 */
@ApplicationScoped
class RegionMoves {
    private static final List<String> BY_REGION = List.of("webhook_endpoint", "robot", "reminder", "broadcast");
    private static final List<String> BY_MAILBOX = List.of("message", "cycle_task_owner", "contact_point_mailbox");
    private static final Map<Integer, String> OFFICES = Map.of(
            12, "village-clerk",
            9, "township-officer",
            6, "county-officer",
            2, "province-officer");

    private final DataSource database;
    private final WebhookBacklog backlog;

    RegionMoves(DataSource database, WebhookBacklog backlog) {
        this.database = database;
        this.backlog = backlog;
    }

    /**
     * Follows a change of divisions, in the running transaction. All at once, so that codes which are given anew in the
     * same change are not taken for their successors.
     *
     * @param successions pairs {@code from} and {@code into}, every level by itself
     */
    void follow(JsonNode successions) {
        var successors = new HashMap<String, Integer>();
        successions.forEach(s -> successors.merge(s.path("from").asText(), 1, Integer::sum));
        var regions = JsonNodeFactory.instance.arrayNode();
        var mailboxes = JsonNodeFactory.instance.arrayNode();
        for (var succession : successions) {
            var from = succession.path("from").asText();
            var into = succession.path("into").asText();
            if (from.equals(into) || successors.get(from) > 1) {
                continue;
            }
            regions.addArray().add(from).add(into);
            var office = OFFICES.get(from.length());
            if (office != null && from.length() == into.length()) {
                mailboxes
                        .addArray()
                        .add(Mailbox.ofOffice(office, from).orElseThrow())
                        .add(Mailbox.ofOffice(office, into).orElseThrow());
            }
        }
        if (regions.isEmpty()) {
            return;
        }
        var left = new ArrayList<String>();
        regions.forEach(pair -> left.add(pair.get(0).asText()));
        // what they miss is found by the region that they have now
        backlog.catchUpIn(left);
        BY_REGION.forEach(table -> move(
                "UPDATE %s t JOIN %s SET t.region = s.successor, t.version = t.version + 1", table, "region", regions));
        BY_MAILBOX.forEach(
                table -> move("UPDATE IGNORE %s t JOIN %s SET t.mailbox = s.successor", table, "mailbox", mailboxes));
        if (!mailboxes.isEmpty()) {
            forgetTallies();
        }
    }

    /** Old letters came into mailboxes whose unread ones were counted before; readers have theirs counted anew. */
    private void forgetTallies() {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM inbox_tally")) {
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not follow a change of divisions", e);
        }
    }

    private void move(String update, String table, String column, JsonNode pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        var join =
                "JSON_TABLE(?, '$[*]' COLUMNS (predecessor VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin PATH '$[0]',"
                        + " successor VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin PATH '$[1]')) s ON t." + column
                        + " = s.predecessor";
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(update.formatted(table, join))) {
            statement.setString(1, pairs.toString());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not follow a change of divisions", e);
        }
    }
}
