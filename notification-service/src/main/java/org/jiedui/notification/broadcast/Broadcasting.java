package org.jiedui.notification.broadcast;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.notification.NotificationProblem;

/** Writes, counts, submits, decides and stops broadcasts. Every step is locked, conditional and audited. */
@ApplicationScoped
public class Broadcasting {
    private final BroadcastRepository broadcasts;
    private final Profiles profiles;
    private final AuditTrail audit;
    private final TimeSource time;

    Broadcasting(BroadcastRepository broadcasts, Profiles profiles, AuditTrail audit, TimeSource time) {
        this.broadcasts = broadcasts;
        this.profiles = profiles;
        this.audit = audit;
        this.time = time;
    }

    /** Writes a draft; {@code OUTSIDE_REGION}. */
    @Transactional
    public Broadcast write(Caller caller, WriteBroadcast command) {
        caller.requireCovers(command.segment().region());
        var broadcast = new Broadcast(Ids.next(), command, caller.subject(), time.now());
        broadcasts.persistAndFlush(broadcast);
        return done(caller, broadcast, "BROADCAST_WRITTEN");
    }

    /** Rewrites a draft or a rejected one; it must be counted anew. */
    @Transactional
    public Broadcast rewrite(Caller caller, UUID id, WriteBroadcast command, String ifMatch) {
        var broadcast = require(caller, id, ifMatch);
        caller.requireCovers(command.segment().region());
        broadcast.rewrite(command, caller.subject());
        return done(caller, broadcast, "BROADCAST_REWRITTEN");
    }

    /** Counts whom the segment selects at this moment. */
    @Transactional
    public Broadcast count(Caller caller, UUID id, String ifMatch) {
        var broadcast = require(caller, id, ifMatch);
        broadcast.counted(profiles.count(broadcast.segment()), time.now());
        return done(caller, broadcast, "BROADCAST_COUNTED");
    }

    /** Hands it over for a decision; {@code BROADCAST_NOT_COUNTED}, {@code SEGMENT_EMPTY}. */
    @Transactional
    public Broadcast submit(Caller caller, UUID id, String ifMatch) {
        var broadcast = require(caller, id, ifMatch);
        broadcast.submit();
        return done(caller, broadcast, "BROADCAST_SUBMITTED");
    }

    /**
     * Approves or rejects it; {@code SECOND_PERSON_REQUIRED} for its author, {@code PROVINCE_APPROVAL_REQUIRED} when it is
     * for a whole province.
     */
    @Transactional
    public Broadcast decide(Caller caller, UUID id, boolean approved, String ifMatch) {
        var broadcast = require(caller, id, ifMatch);
        if (approved && ApprovalPolicy.needsProvince(broadcast.segment()) && !caller.hasRole("province-officer")) {
            throw NotificationProblem.PROVINCE_APPROVAL_REQUIRED.problem();
        }
        broadcast.decide(caller.subject(), approved, time.now());
        return done(caller, broadcast, approved ? "BROADCAST_APPROVED" : "BROADCAST_REJECTED");
    }

    /** Ends it, also in the middle: whoever was not told yet never is. What was told stays. */
    @Transactional
    public Broadcast stop(Caller caller, UUID id, String ifMatch) {
        var broadcast = require(caller, id, ifMatch);
        broadcast.stop(time.now());
        return done(caller, broadcast, "BROADCAST_STOPPED");
    }

    private Broadcast require(Caller caller, UUID id, String ifMatch) {
        var broadcast = broadcasts.visibleForChange(caller, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        Answers.requireMatch(ifMatch, broadcast.version());
        return broadcast;
    }

    private Broadcast done(Caller caller, Broadcast broadcast, String action) {
        broadcasts.flush();
        audit.record(caller, action, "broadcast", broadcast.id(), broadcast.region(), Map.of());
        return broadcast;
    }
}
