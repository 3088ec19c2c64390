package org.jiedui.notification.preference;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiedui.notification.template.TextChannel;

/** The wishes of all accounts. */
@ApplicationScoped
public class PreferenceRepository implements PanacheRepositoryBase<Preference, String> {
    /** Event names that the account muted on a channel. */
    public Set<String> muted(String account, TextChannel channel) {
        return findByIdOptional(account).map(p -> muted(p, channel)).orElse(Set.of());
    }

    /** Which of the accounts do not want this type on this channel. */
    public Set<String> optedOut(Collection<String> accounts, String type, TextChannel channel) {
        return accounts.isEmpty()
                ? Set.of()
                : list("account in ?1", accounts).stream()
                        .filter(p -> p.optOuts().contains(new OptOut(type, channel)))
                        .map(Preference::account)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> muted(Preference preference, TextChannel channel) {
        return preference.optOuts().stream()
                .filter(o -> o.channel() == channel)
                .map(OptOut::type)
                .collect(Collectors.toUnmodifiableSet());
    }
}
