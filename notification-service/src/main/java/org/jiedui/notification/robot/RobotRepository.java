package org.jiedui.notification.robot;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.notification.audience.Mailbox;

/** Registered robots; visible to officers whose region covers that of the robot. */
@ApplicationScoped
public class RobotRepository implements PanacheRepositoryBase<Robot, UUID> {
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

    /** Robots that tell of this event. */
    public List<Robot> wanting(String type, boolean mandatory, String region) {
        var above = Mailbox.upwards(region);
        return above.isEmpty()
                ? List.of()
                : list("region in ?1", above).stream()
                        .filter(robot -> robot.wants(type, mandatory))
                        .toList();
    }
}
