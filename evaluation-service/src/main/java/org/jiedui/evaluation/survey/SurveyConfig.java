package org.jiedui.evaluation.survey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** The survey without account. */
@ConfigMapping(prefix = "jiedui.evaluation.survey")
public interface SurveyConfig {
    /** Address before the token in a QR code, with its last slash: the page of the client app. Without it the code is the token alone. */
    Optional<String> link();

    /** Unknown tokens that one address may try in a minute at one replica before it has to wait, 1 to 1000. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int missesPerMinute();
}
