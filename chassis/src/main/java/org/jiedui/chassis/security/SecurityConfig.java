package org.jiedui.chassis.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** How tokens are read. */
@ConfigMapping(prefix = "jiedui.security")
public interface SecurityConfig {
    /** Roles that see and act by region; all other roles see only what is their own. */
    @WithDefault("province-officer,county-officer,township-officer,village-clerk,platform,auditor")
    Set<String> officeRoles();
}
