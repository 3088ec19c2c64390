package org.jiedui.household;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;

/** Gives the change feed the bodies of one resource. A CDI bean in the {@code api} of the feature that owns it. */
public interface ChangeBodies {
    /** Name of the collection, as it is noted in the change log. */
    String resource();

    /** Those of the records that exist and that the caller may see, as the API shows them, by id. */
    Map<UUID, Object> bodies(Caller caller, Collection<UUID> ids);
}
