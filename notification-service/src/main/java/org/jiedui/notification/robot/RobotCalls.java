package org.jiedui.notification.robot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.delivery.HttpCalls;
import org.jiedui.notification.delivery.Outcome;
import org.jiedui.notification.delivery.Outgoing;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Wording;
import org.jiedui.notification.webhook.AddressGuard;
import org.jiedui.notification.webhook.WebhookConfig;
import org.jiedui.notification.webhook.WebhookRegistration;

/**
 * Calls a group robot with a text. WeCom and DingTalk both answer 200 with {@code {"errcode":…}}: 0 is taken; the code of
 * a spent minute pauses the robot for one; a wrong key parks; anything else, garbage too, is tried again.
 */
@ApplicationScoped
public class RobotCalls {
    private static final int ANSWER_LIMIT = 16_384;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Set<Integer> SPENT = Set.of(45_009, 130_101, 660_026);
    private static final Set<Integer> NO_SUCH_ROBOT = Set.of(93_000, 300_001, 400_101);

    private final RobotRepository robots;
    private final HttpCalls http;
    private final Wording wording;
    private final RobotConfig config;
    private final AddressGuard guard;
    private final ObjectMapper mapper;
    private final TimeSource time;

    RobotCalls(
            RobotRepository robots,
            HttpCalls http,
            Wording wording,
            RobotConfig config,
            WebhookConfig webhooks,
            ObjectMapper mapper,
            TimeSource time) {
        this.robots = robots;
        this.http = http;
        this.wording = wording;
        this.config = config;
        this.guard = WebhookRegistration.guard(webhooks);
        this.mapper = mapper;
        this.time = time;
    }

    private record Target(String url, String secret, boolean chinese) {
        @Override
        public String toString() {
            return "robot";
        }
    }

    private record Reply(Integer errcode) {}

    int perMinute() {
        return config.perMinute();
    }

    CompletionStage<Outcome> call(Outgoing delivery) {
        record Job(Target target, Wording.Text text) {}
        var job = QuarkusTransaction.requiringNew()
                .call(() -> robots.findByIdOptional(delivery.recipient())
                        .map(robot -> new Target(
                                robot.url().clear(),
                                robot.secret() == null ? null : robot.secret().clear(),
                                robot.chinese()))
                        .flatMap(target -> wording.present(
                                        delivery.name(),
                                        TextChannel.ROBOT,
                                        delivery.region(),
                                        delivery.data(),
                                        target.chinese())
                                .map(text -> new Job(target, text)))
                        .orElse(null));
        if (job == null) {
            return CompletableFuture.completedFuture(Outcome.hopeless(null, "robot removed, or no words"));
        }
        var url = signed(job.target());
        var verdict = guard.check(url);
        if (!verdict.refusals().isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.unavailable(null, "address " + verdict.refusals(), null));
        }
        byte[] body;
        try {
            body = mapper.writeValueAsBytes(Map.of(
                    "msgtype",
                    "text",
                    "text",
                    Map.of("content", job.text().title() + "\n" + job.text().body())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write the text", e);
        }
        return http.post(new HttpCalls.Call(
                        url,
                        verdict.address(),
                        Map.of("content-type", "application/json; charset=utf-8"),
                        body,
                        config.timeout(),
                        ANSWER_LIMIT))
                .thenApply(this::outcome);
    }

    private Outcome outcome(HttpCalls.Answer answer) {
        if (!answer.ok()) {
            return answer.outcome().with(null, answer.head());
        }
        Integer code = null;
        try {
            var reply = mapper.readValue(answer.body(), Reply.class);
            code = reply == null ? null : reply.errcode();
        } catch (JsonProcessingException garbage) {
            return Outcome.refused(answer.status(), "the answer is not readable")
                    .with(null, answer.head());
        }
        if (code == null) {
            return Outcome.refused(answer.status(), "the answer has no errcode").with(null, answer.head());
        }
        Outcome outcome;
        if (code == 0) {
            outcome = Outcome.accepted(answer.status(), "accepted");
        } else if (SPENT.contains(code)) {
            outcome = Outcome.unavailable(answer.status(), "errcode " + code, A_MINUTE);
        } else if (NO_SUCH_ROBOT.contains(code)) {
            outcome = Outcome.hopeless(answer.status(), "errcode " + code);
        } else {
            outcome = Outcome.refused(answer.status(), "errcode " + code);
        }
        return outcome.with(null, answer.head());
    }

    /** DingTalk: base64(HMAC-SHA256(secret, timestamp "\n" secret)) and the timestamp in milliseconds as parameters. */
    private URI signed(Target target) {
        if (target.secret() == null) {
            return URI.create(target.url());
        }
        try {
            var timestamp = time.now().toEpochMilli();
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(target.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var sign = Base64.getEncoder()
                    .encodeToString(mac.doFinal((timestamp + "\n" + target.secret()).getBytes(StandardCharsets.UTF_8)));
            return URI.create(target.url() + (target.url().contains("?") ? "&" : "?") + "timestamp=" + timestamp
                    + "&sign=" + URLEncoder.encode(sign, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
