package org.jiedui.notification.broadcast;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.notification.NotificationProblem;
import org.jiedui.notification.delivery.Channel;

/**
 * Information for many: counted first, decided by a second person, told at its time and pace, stoppable in the middle
 * (NO-06).
 */
@Entity
@Table(name = "broadcast")
public class Broadcast {
    @Id
    UUID id;

    String category;
    String titleZh;
    String bodyZh;
    String titleEn;
    String bodyEn;
    String region;
    String roles;
    String needs;
    String tags;
    String skills;
    String channels;
    int perMinute;
    Instant scheduledAt;
    String state;
    Integer recipients;
    Instant countedAt;
    int told;
    String toldUpTo = "";
    String author;
    String decidedBy;
    Instant decidedAt;
    Instant startedAt;
    Instant paceUsedUp;
    Instant endedAt;
    Instant createdAt;

    @Version
    long version;

    /** For JPA. */
    protected Broadcast() {}

    Broadcast(UUID id, WriteBroadcast command, String author, Instant now) {
        this.id = id;
        this.author = author;
        this.createdAt = now;
        this.state = BroadcastState.DRAFT.name();
        set(command);
    }

    private void set(WriteBroadcast command) {
        category = command.category().name();
        titleZh = command.titleZh();
        bodyZh = command.bodyZh();
        titleEn = command.titleEn();
        bodyEn = command.bodyEn();
        region = command.segment().region();
        roles = join(command.segment().roles().stream().map(Enum::name).toList());
        needs = join(command.segment().needs());
        tags = join(command.segment().tags());
        skills = join(command.segment().skills());
        channels = join(command.channels().stream().map(Enum::name).toList());
        perMinute = command.perMinute();
        scheduledAt = command.scheduledAt();
        recipients = null;
        countedAt = null;
    }

    void rewrite(WriteBroadcast command, String account) {
        require(BroadcastState.DRAFT, BroadcastState.REJECTED);
        author = account;
        state = BroadcastState.DRAFT.name();
        set(command);
    }

    void counted(int found, Instant now) {
        require(BroadcastState.DRAFT, BroadcastState.SUBMITTED);
        recipients = found;
        countedAt = now;
    }

    void submit() {
        require(BroadcastState.DRAFT);
        if (recipients == null) {
            throw NotificationProblem.BROADCAST_NOT_COUNTED.problem();
        }
        if (recipients == 0) {
            throw NotificationProblem.SEGMENT_EMPTY.problem();
        }
        state = BroadcastState.SUBMITTED.name();
    }

    void decide(String account, boolean approved, Instant now) {
        require(BroadcastState.SUBMITTED);
        if (author.equals(account)) {
            throw NotificationProblem.SECOND_PERSON_REQUIRED.problem();
        }
        state = (approved ? BroadcastState.APPROVED : BroadcastState.REJECTED).name();
        decidedBy = account;
        decidedAt = now;
    }

    void stop(Instant now) {
        require(BroadcastState.SUBMITTED, BroadcastState.APPROVED, BroadcastState.SENDING);
        state = BroadcastState.STOPPED.name();
        endedAt = now;
    }

    void begin(int found, Instant now) {
        require(BroadcastState.APPROVED);
        state = BroadcastState.SENDING.name();
        recipients = found;
        startedAt = now;
    }

    void told(int more, String last, Instant now) {
        require(BroadcastState.SENDING);
        paceUsedUp = PacePolicy.usedUp(perMinute, paceUsedUp, now, more);
        told += more;
        toldUpTo = last;
    }

    void end(Instant now) {
        require(BroadcastState.SENDING);
        state = BroadcastState.SENT.name();
        endedAt = now;
    }

    private void require(BroadcastState... allowed) {
        if (!Arrays.asList(allowed).contains(state())) {
            throw CommonProblem.STATE_CONFLICT.detail("当前状态：" + state, "It is " + state);
        }
    }

    private static String join(Collection<String> values) {
        return values.stream().sorted().collect(Collectors.joining(","));
    }

    private static Set<String> split(String list) {
        return list.isEmpty() ? Set.of() : Set.of(list.split(","));
    }

    /** As it was written. */
    public WriteBroadcast written() {
        return new WriteBroadcast(
                Category.valueOf(category),
                titleZh,
                bodyZh,
                titleEn,
                bodyEn,
                segment(),
                channels(),
                perMinute,
                scheduledAt);
    }

    /** Whom it is for. */
    public Segment segment() {
        return new Segment(
                region,
                split(roles).stream().map(Segment.Role::valueOf).collect(Collectors.toUnmodifiableSet()),
                split(needs),
                split(tags),
                split(skills));
    }

    /** Ways beside the inbox. */
    public Set<Channel> channels() {
        return split(channels).stream().map(Channel::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /** Identity; also that of its event. */
    public UUID id() {
        return id;
    }

    /** Division code. */
    public String region() {
        return region;
    }

    /** Where it stands. */
    public BroadcastState state() {
        return BroadcastState.valueOf(state);
    }

    /** Recipients as counted last, or null. */
    public Integer recipients() {
        return recipients;
    }

    /** When they were counted, or null. */
    public Instant countedAt() {
        return countedAt;
    }

    /** Until when its pace has been used up, or null when nobody was told. */
    Instant paceUsedUp() {
        return paceUsedUp;
    }

    /** Recipients told so far. */
    public int told() {
        return told;
    }

    /** Mailbox that was told last; empty before. */
    String toldUpTo() {
        return toldUpTo;
    }

    /** Recipients told in a minute at most. */
    public int perMinute() {
        return perMinute;
    }

    /** Not before, or null. */
    public Instant scheduledAt() {
        return scheduledAt;
    }

    /** Who wrote it. */
    public String author() {
        return author;
    }

    /** Who decided, or null. */
    public String decidedBy() {
        return decidedBy;
    }

    /** When it was decided, or null. */
    public Instant decidedAt() {
        return decidedAt;
    }

    /** When telling began, or null. */
    public Instant startedAt() {
        return startedAt;
    }

    /** When it was told or stopped, or null. */
    public Instant endedAt() {
        return endedAt;
    }

    /** When it was written. */
    public Instant createdAt() {
        return createdAt;
    }

    /** For conditional requests. */
    public long version() {
        return version;
    }
}
