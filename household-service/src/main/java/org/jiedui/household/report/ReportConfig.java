package org.jiedui.household.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Reports (domain HH-23). */
@ConfigMapping(prefix = "jiedui.household.report")
public interface ReportConfig {
    /** Cells with fewer contributors than this, and more than none, are withheld; 2 to 50. */
    @WithDefault("5")
    int least();

    /**
     * How old figures may be, PT0S to P1D. Older ones are counted anew behind the answer; with PT0S each report is
     * counted when it is asked for.
     */
    @WithDefault("PT10M")
    Duration maxAge();

    /** Upper bounds of the bands of yearly income per head, yuan, ascending, the last band is open. */
    @WithDefault("3000,5000,7500,10000,15000,20000")
    List<Integer> incomeBands();
}
