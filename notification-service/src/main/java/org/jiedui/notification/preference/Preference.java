package org.jiedui.notification.preference;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
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

    Instant updatedAt;

    @Version
    long version;

    /** For JPA. */
    protected Preference() {}

    Preference(String account) {
        this.account = account;
    }

    void replace(Set<OptOut> wishes, Instant now) {
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

    /** From 1: an account that never said anything has 0. */
    public long version() {
        return version + 1;
    }
}
