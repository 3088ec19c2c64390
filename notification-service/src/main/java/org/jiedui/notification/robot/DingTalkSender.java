package org.jiedui.notification.robot;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.Outcome;
import org.jiedui.notification.delivery.Outgoing;
import org.jiedui.notification.delivery.Sender;

/** Brings texts to DingTalk groups. */
@ApplicationScoped
public class DingTalkSender implements Sender {
    private final RobotCalls calls;

    DingTalkSender(RobotCalls calls) {
        this.calls = calls;
    }

    @Override
    public Channel channel() {
        return Channel.DINGTALK;
    }

    @Override
    public int perMinute() {
        return calls.perMinute();
    }

    @Override
    public CompletionStage<Outcome> send(Outgoing delivery) {
        return calls.call(delivery);
    }
}
