package org.jiedui.household.exchange;

import java.util.Map;
import java.util.Set;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.TabularFormat;

/** Parameters of an export job: what is wanted, and with whose rights it is read. */
record ExportOrder(
        String kind,
        TabularFormat format,
        String template,
        Map<String, String> filters,
        Set<String> revealed,
        String purpose,
        String region,
        Set<String> roles,
        String client,
        boolean office) {
    Caller caller(String account) {
        return new Caller(account, client, roles, region, Set.of(), office);
    }
}
