package org.jiedui.notification.robot;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.Mailbox;
import org.jiedui.notification.delivery.Channel;

/** Registered robots; visible to officers whose region covers that of the robot. */
@ApplicationScoped
public class RobotRepository implements PanacheRepositoryBase<Robot, UUID> {
    private final DataSource database;

    RobotRepository(DataSource database) {
        this.database = database;
    }

    /** A page of the robots in the caller's region. */
    public Page<Robot> page(Caller caller, PageRequest page) {
        return new KeysetQuery<>("robots", Robot.class, Robot::id)
                .where("e.region like concat(:prefix, '%')", Map.of("prefix", caller.regionPrefix()))
                .page(getEntityManager(), null, page);
    }

    /** One robot, if the caller may see it. */
    public Optional<Robot> visible(Caller caller, UUID id) {
        return find("id = ?1 and region like concat(?2, '%')", id, caller.regionPrefix())
                .firstResultOptional();
    }

    /** A robot that tells of an event. */
    public record Wanting(UUID id, Channel kind, String owner) {}

    /** Robots that tell of this event; without their addresses, which need not be opened for each event. */
    public List<Wanting> wanting(String type, boolean mandatory, String region) {
        var above = Mailbox.upwards(region);
        var found = new ArrayList<Wanting>();
        if (above.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, kind, owner FROM robot WHERE region IN ("
                        + "?,".repeat(above.size() - 1) + "?) AND ((types = '' AND ?) OR FIND_IN_SET(?, types))")) {
            var at = 1;
            for (var prefix : above) {
                select.setString(at++, prefix);
            }
            select.setBoolean(at++, mandatory);
            select.setString(at, type);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(
                            new Wanting(Ids.of(row.getBytes(1)), Channel.valueOf(row.getString(2)), row.getString(3)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the robots", e);
        }
        return found;
    }
}
