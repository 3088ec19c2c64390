package org.jiedui.notification.preference;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiedui.notification.template.TextChannel;

/** The wishes of all accounts. */
@ApplicationScoped
public class PreferenceRepository implements PanacheRepositoryBase<Preference, String> {
    /** Event names that the account muted on a channel. */
    public Set<String> muted(String account, TextChannel channel) {
        return findByIdOptional(account).map(p -> muted(p, channel)).orElse(Set.of());
    }

    /** The wishes of those of the accounts that have any. */
    public Map<String, Preference> of(Collection<String> accounts) {
        return accounts.isEmpty()
                ? Map.of()
                : list("account in ?1", accounts).stream()
                        .collect(Collectors.toUnmodifiableMap(Preference::account, Function.identity()));
    }

    private static Set<String> muted(Preference preference, TextChannel channel) {
        return preference.optOuts().stream()
                .filter(o -> o.channel() == channel)
                .map(OptOut::type)
                .collect(Collectors.toUnmodifiableSet());
    }
}
