package org.jiedui.gateway.contract;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The merged OpenAPI document and the page that shows it. */
@ConfigMapping(prefix = "gateway.contract")
public interface ContractConfig {
    /** Title of the merged document. */
    @WithDefault("API")
    String title();

    /** Version of the merged document. */
    @WithDefault("1")
    String version();

    /** How old a merged document may get before the services are asked again. 1 s to 1 h. */
    @WithDefault("PT30S")
    Duration freshFor();

    /** Longest time for the document of one service; after it the last one that arrived is used. 100 ms to 30 s. */
    @WithDefault("PT3S")
    Duration fetchTimeout();

    /** Largest document of one service, in bytes; a larger one counts as missing. */
    @WithDefault("16777216")
    int documentAtMost();
}
