package org.jiedui.notification.preference;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What one account does not want to hear of. */
@Entity
@Table(name = "preference")
public class Preference {
    @Id
    String account;

    String optOuts;
    String quietFrom;
    String quietTo;
    String zone;
    String digest;
    String digestAt;

    Instant updatedAt;

    @Version
    long version;

    /** For JPA. */
    protected Preference() {}

    Preference(String account) {
        this.account = account;
    }

    void replace(Set<OptOut> wishes, Habits habits, Instant now) {
        quietFrom = habits.quietFrom() == null ? null : habits.quietFrom().toString();
        quietTo = habits.quietFrom() == null ? null : habits.quietTo().toString();
        zone = habits.zone().getId();
        digest = habits.digest().name();
        digestAt = habits.digestAt().toString();
        optOuts = wishes.stream().map(OptOut::stored).sorted().collect(Collectors.joining(","));
        updatedAt = now;
    }

    /** The account. */
    public String account() {
        return account;
    }

    /** Everything that is not wanted. */
    public Set<OptOut> optOuts() {
        return optOuts.isEmpty()
                ? Set.of()
                : Arrays.stream(optOuts.split(",")).map(OptOut::of).collect(Collectors.toUnmodifiableSet());
    }

    /** When the account wants to hear; {@code fallback} is the zone of those who named none. */
    public Habits habits(ZoneId fallback) {
        return new Habits(
                quietFrom == null ? null : LocalTime.parse(quietFrom),
                quietTo == null ? null : LocalTime.parse(quietTo),
                zone.isEmpty() ? fallback : ZoneId.of(zone),
                Digest.valueOf(digest),
                LocalTime.parse(digestAt));
    }

    /** From 1: an account that never said anything has 0. */
    public long version() {
        return version + 1;
    }
}
