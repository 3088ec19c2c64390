package org.jiedui.notification.robot;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
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

    /**
     * A robot that tells of events; without its address, which need not be opened for each event.
     *
     * @param types of which ones; empty: of the mandatory ones
     */
    public record Wanting(UUID id, Channel kind, String owner, String region, List<String> types) {
        /** Whether it tells of an event of that type there. */
        public boolean wants(String type, boolean mandatory, String where) {
            return where.startsWith(region) && (types.isEmpty() ? mandatory : types.contains(type));
        }
    }

    /** Robots for events of any of these regions. */
    public List<Wanting> wanting(Collection<String> regions) {
        var prefixes = Mailbox.upwards(regions);
        var found = new ArrayList<Wanting>();
        if (prefixes.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, kind, owner, region, types FROM robot"
                        + " WHERE region IN (" + "?,".repeat(prefixes.size() - 1) + "?)")) {
            var at = 1;
            for (var prefix : prefixes) {
                select.setString(at++, prefix);
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Wanting(
                            Ids.of(row.getBytes(1)),
                            Channel.valueOf(row.getString(2)),
                            row.getString(3),
                            row.getString(4),
                            types(row.getString(5))));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the robots", e);
        }
        return found;
    }

    private static List<String> types(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }
}
