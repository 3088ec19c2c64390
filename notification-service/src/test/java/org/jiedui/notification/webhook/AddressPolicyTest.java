package org.jiedui.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.notification.webhook.AddressPolicy.Refusal.CREDENTIALS_IN_URL;
import static org.jiedui.notification.webhook.AddressPolicy.Refusal.NOT_ENCRYPTED;
import static org.jiedui.notification.webhook.AddressPolicy.Refusal.NOT_HTTP;
import static org.jiedui.notification.webhook.AddressPolicy.Refusal.NOT_PUBLIC;
import static org.jiedui.notification.webhook.AddressPolicy.Refusal.NOT_RESOLVED;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("NO-08")
class AddressPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "198.18.0.1",
                "192.0.0.8",
                "192.0.2.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1:7f00:0:100:808:808",
                "2001:2::1",
                "2001:20::1",
                "3fff::1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1"
            })
    void refusesWhatIsNotPublic(String literal) throws UnknownHostException {
        assertThat(AddressPolicy.isPublic(InetAddress.getByName(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.0.1",
                "192.169.0.1",
                "2606:4700::1111",
                "2001:200::1",
                "3ffe::1",
                "64:ff9b::808:808"
            })
    void allowsWhatIsPublic(String literal) throws UnknownHostException {
        assertThat(AddressPolicy.isPublic(InetAddress.getByName(literal))).isTrue();
    }

    @Test
    void refusesOddUrls() throws UnknownHostException {
        var open = List.of(InetAddress.getByName("8.8.8.8"));

        assertThat(AddressPolicy.judge(URI.create("file:///etc/passwd"), open, false, List.of()))
                .containsExactly(NOT_HTTP);
        assertThat(AddressPolicy.judge(URI.create("ftp://a.example/"), open, true, List.of()))
                .containsExactly(NOT_HTTP);
        assertThat(AddressPolicy.judge(URI.create("http://a.example/"), open, false, List.of()))
                .containsExactly(NOT_ENCRYPTED);
        assertThat(AddressPolicy.judge(URI.create("https://u:p@a.example/"), open, false, List.of()))
                .containsExactly(CREDENTIALS_IN_URL);
        assertThat(AddressPolicy.judge(URI.create("https://a.example/"), List.of(), false, List.of()))
                .containsExactly(NOT_RESOLVED);
        assertThat(AddressPolicy.judge(URI.create("https://a.example/"), open, false, List.of()))
                .isEmpty();
    }

    @Test
    void refusesAName_whenOneOfItsAddressesIsPrivate() throws UnknownHostException {
        var mixed = List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1"));

        assertThat(AddressPolicy.judge(URI.create("https://a.example/"), mixed, false, List.of()))
                .containsExactly(NOT_PUBLIC);
    }

    @Test
    void allowsPrivateNetworksThatTheDeploymentNames() throws UnknownHostException {
        var intranet = List.of(InetAddress.getByName("10.20.3.4"));

        assertThat(AddressPolicy.judge(
                        URI.create("http://platform/"), intranet, false, List.of(Network.of("10.20.0.0/16"))))
                .isEmpty();
        assertThat(AddressPolicy.judge(
                        URI.create("https://platform/"), intranet, false, List.of(Network.of("10.21.0.0/16"))))
                .containsExactly(NOT_PUBLIC);
        assertThat(AddressPolicy.judge(URI.create("http://platform/"), intranet, true, List.of()))
                .isEmpty();
    }

    @Test
    void connectsToTheAddressThatWasChecked_whenTheNameChangesItsMind() throws UnknownHostException {
        var asked = new AtomicInteger();
        var open = InetAddress.getByName("8.8.8.8");
        var inside = InetAddress.getByName("127.0.0.1");
        var guard = new AddressGuard(
                host -> new InetAddress[] {asked.getAndIncrement() == 0 ? open : inside}, false, List.of());
        var url = URI.create("https://rebind.example/hook");

        var first = guard.check(url);
        var second = guard.check(url);

        assertThat(first.address().getAddress()).isEqualTo(open);
        assertThat(first.address().getPort()).isEqualTo(443);
        assertThat(second.address()).isNull();
        assertThat(second.refusals()).containsExactly(NOT_PUBLIC);
    }

    @Test
    void takesANameForUnknown_whenItsServerSaysNothing_andAsksOnceForAllWhoWait() throws Exception {
        var asked = new AtomicInteger();
        var end = new CountDownLatch(1);
        var guard = new AddressGuard(
                host -> {
                    asked.incrementAndGet();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new InetAddress[] {InetAddress.getByName("8.8.8.8")};
                },
                false,
                List.of());
        var url = URI.create("https://silent.example/hook");
        try {
            var verdicts = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> guard.check(url)))
                    .toList();

            assertThat(verdicts)
                    .allSatisfy(verdict -> assertThat(
                                    verdict.get(60, TimeUnit.SECONDS).refusals())
                            .isNotEmpty());
            assertThat(asked).hasValueLessThan(8);
        } finally {
            end.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://2130706433/", "https://0x7f.1/", "https://localhost/", "https://127.1/"})
    void seesThroughOtherSpellings(String url) {
        var guard = new AddressGuard(InetAddress::getAllByName, false, List.of());

        assertThat(guard.check(URI.create(url)).refusals()).isNotEmpty();
    }
}
