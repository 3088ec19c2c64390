package org.jiedui.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("NO-08")
class WebhookSignatureTest {
    private static final String BODY = "{\"specversion\":\"1.0\",\"data\":{\"风险\":1}}";

    @Test
    void isTheOneOfTheSpecificationsExample() {
        var signature = WebhookSignature.sign(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void isAcceptedByThePublicLibrary_andNotForAnotherBodyOrSecret() {
        var secret = WebhookSignature.newSecret();
        var headers = headers(secret);

        assertThatCode(() -> new Webhook(secret).verify(BODY, headers)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Webhook(secret).verify(BODY + " ", headers))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(WebhookSignature.newSecret()).verify(BODY, headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private static HttpHeaders headers(String secret) {
        var now = Instant.now().getEpochSecond();
        return HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of("m1"),
                        "webhook-timestamp", List.of(Long.toString(now)),
                        "webhook-signature",
                                List.of(WebhookSignature.sign(
                                        secret, "m1", now, BODY.getBytes(StandardCharsets.UTF_8)))),
                (name, value) -> true);
    }
}
