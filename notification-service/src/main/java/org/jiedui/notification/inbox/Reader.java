package org.jiedui.notification.inbox;

import java.util.List;
import java.util.Set;
import org.jiedui.chassis.security.Caller;
import org.jiedui.notification.audience.Mailbox;

/**
 * Who reads.
 *
 * @param account own account, to which reading marks belong
 * @param mailboxes all mailboxes that are read
 * @param muted event names that the reader opted out of
 */
public record Reader(String account, List<String> mailboxes, Set<String> muted) {
    /** The mailboxes of a caller: the own one and those of the own offices. */
    public static Reader of(Caller caller, Set<String> muted) {
        return new Reader(caller.subject(), Mailbox.readBy(caller.subject(), caller.roles(), caller.region()), muted);
    }
}
