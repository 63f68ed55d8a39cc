package cn.juhui.notification.adapter.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.notification.adapter.http.webhook.Receiver;
import cn.juhui.notification.application.webhook.Receivers.Answer;
import cn.juhui.notification.domain.webhook.PublicAddress;
import cn.juhui.notification.domain.webhook.TargetUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nobody is sent where the platform's own machines, or nobody's, can be reached: neither when an endpoint is saved nor when something is sent.
class GuardTest {

    private static final TargetUrl STRICT = new TargetUrl(Set.of(443, 8443), false);
    private static final InetAddress PUBLIC = address("93.184.215.14");

    static Stream<String> refused() {
        return Spellings.REFUSED.stream();
    }

    static Stream<String> addresses() {
        return Spellings.ADDRESSES.stream();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Answer send(TargetUrl targets, CheckedAddresses.Names names, String url) {
        return send(targets, names, url, Duration.ofSeconds(5));
    }

    private static Answer send(
            TargetUrl targets, CheckedAddresses.Names names, String url, Duration timeOut) {
        try (var receivers =
                new HttpReceivers(targets, timeOut, names, new SimpleMeterRegistry())) {
            return receivers.send(
                    new SignedRequest(
                            url, Map.of("Content-Type", "application/json"), "{}".getBytes()));
        }
    }

    private static String faultAtSave(CheckedAddresses.Names names, String url) {
        try (var receivers =
                new HttpReceivers(
                        STRICT, Duration.ofSeconds(5), names, new SimpleMeterRegistry())) {
            return String.valueOf(receivers.faultOf(url));
        }
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(Spellings.REFUSED).hasSizeGreaterThan(50).doesNotHaveDuplicates();
        assertThat(Spellings.ADDRESSES).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_spelling_is_refused_at_save_and_at_send_without_looking_it_up(String url) {
        assertThat(STRICT.faultOf(url)).isNotNull();
        var answer =
                send(
                        STRICT,
                        host -> {
                            throw new AssertionError("Nobody should look up " + host);
                        },
                        url);
        assertThat(answer.error()).isEqualTo("URL_REFUSED");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void a_name_that_leads_there_is_refused_at_save_and_at_send(String literal) {
        var inside = address(literal);
        assertThat(PublicAddress.isOne(inside)).isFalse();
        var url = "https://shop.example.com/";
        for (var all :
                List.of(
                        new InetAddress[] {inside},
                        new InetAddress[] {PUBLIC, inside},
                        new InetAddress[] {inside, PUBLIC})) {
            assertThat(faultAtSave(_ -> all, url)).isEqualTo("ADDRESS_NOT_PUBLIC");
            assertThat(send(STRICT, _ -> all, url).error()).isEqualTo("ADDRESS_NOT_PUBLIC");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.com",
                "https://shop.example.com/hooks?key=1",
                "HTTPS://Shop.Example.COM:8443/",
                "https://xn--bcher-kva.example.com/",
                "https://hooks.1password.com/"
            })
    void what_is_right_is_allowed(String url) {
        assertThat(STRICT.faultOf(url)).isNull();
        assertThat(faultAtSave(_ -> new InetAddress[] {PUBLIC}, url)).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "93.184.215.14", "223.5.5.5", "2400:3200::1", "2606:4700::1111"})
    void a_public_address_is_one(String literal) {
        assertThat(PublicAddress.isOne(address(literal))).isTrue();
    }

    @Test
    void a_name_that_leads_elsewhere_after_it_was_saved_reaches_nobody() {
        try (var inside = Receiver.willing()) {
            var asked = new AtomicInteger();
            CheckedAddresses.Names rebinding =
                    _ ->
                            new InetAddress[] {
                                asked.getAndIncrement() == 0
                                        ? PUBLIC
                                        : InetAddress.getLoopbackAddress()
                            };
            var targets = new TargetUrl(Set.of(inside.port()), false);
            try (var receivers =
                    new HttpReceivers(
                            targets, Duration.ofSeconds(5), rebinding, new SimpleMeterRegistry())) {
                var url = "https://shop.example.com:" + inside.port() + "/";
                assertThat(receivers.faultOf(url)).isNull();
                var answer =
                        receivers.send(
                                new SignedRequest(
                                        url,
                                        Map.of("Content-Type", "application/json"),
                                        "{}".getBytes()));
                assertThat(answer.error()).isEqualTo("ADDRESS_NOT_PUBLIC");
                assertThat(asked).hasValue(2);
            }
            assertThat(inside.received()).isEmpty();
        }
    }

    /// Nobody asks for the name once more between the check and the connection.
    @Test
    void the_address_that_was_checked_is_the_one_that_is_connected_to() throws IOException {
        try (var there = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var asked = new AtomicInteger();
            var targets = new TargetUrl(Set.of(), true);
            var answer =
                    send(
                            targets,
                            _ -> {
                                assertThat(asked.incrementAndGet()).isEqualTo(1);
                                return new InetAddress[] {InetAddress.getLoopbackAddress()};
                            },
                            "http://localhost:" + there.getLocalPort() + "/",
                            Duration.ofMillis(300));
            assertThat(answer.error()).isEqualTo("TIMED_OUT");
            try (var connection = there.accept()) {
                assertThat(connection.isConnected()).isTrue();
            }
        }
    }

    @Test
    void this_machine_is_reached_by_its_names_and_only_where_that_is_allowed() {
        try (var here = Receiver.willing()) {
            var developer = new TargetUrl(Set.of(443), true);
            for (var host : List.of("localhost", "127.0.0.1")) {
                var url = "http://" + host + ":" + here.port() + "/";
                assertThat(send(developer, InetAddress::getAllByName, url).status()).isEqualTo(204);
                assertThat(send(STRICT, InetAddress::getAllByName, url).error())
                        .isEqualTo("URL_REFUSED");
            }
            assertThat(developer.faultOf("http://127.0.0.2/")).isEqualTo(TargetUrl.Fault.NOT_HTTPS);
            assertThat(developer.faultOf("http://shop.example.com/"))
                    .isEqualTo(TargetUrl.Fault.NOT_HTTPS);
            CheckedAddresses.Names elsewhere = _ -> new InetAddress[] {address("10.0.0.1")};
            assertThat(send(developer, elsewhere, "http://localhost:" + here.port() + "/").error())
                    .isEqualTo("ADDRESS_NOT_PUBLIC");
        }
    }

    @Test
    void who_hangs_drips_or_never_ends_is_left_after_the_time_out() {
        var developer = new TargetUrl(Set.of(), true);
        var limit = Duration.ofMillis(700);
        try (var dripping =
                new Receiver((_, exchange) -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (var out = exchange.getResponseBody()) {
                        while (true) {
                            out.write('x');
                            out.flush();
                            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                        }
                    }
                })) {
            var began = System.nanoTime();
            var answer = send(developer, InetAddress::getAllByName, dripping.url("/"), limit);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(600), Duration.ofSeconds(5));
            assertThat(answer.error()).isEqualTo("TIMED_OUT");
        }
    }

    @Test
    void of_an_endless_answer_only_the_beginning_is_read() {
        var developer = new TargetUrl(Set.of(), true);
        try (var endless =
                new Receiver((_, exchange) -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (var out = exchange.getResponseBody()) {
                        while (true) {
                            out.write(new byte[8_192]);
                        }
                    }
                })) {
            var answer = send(developer, InetAddress::getAllByName, endless.url("/"));
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void a_closed_port_and_an_unknown_name_have_codes_of_their_own() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        var developer = new TargetUrl(Set.of(443), true);
        assertThat(send(developer, InetAddress::getAllByName, "http://127.0.0.1:" + closed).error())
                .isEqualTo("CONNECTION_REFUSED");
        CheckedAddresses.Names nowhere =
                host -> {
                    throw new UnknownHostException(host);
                };
        assertThat(send(developer, nowhere, "https://shop.example.com/").error())
                .isEqualTo("HOST_UNKNOWN");
        assertThat(faultAtSave(nowhere, "https://shop.example.com/")).isEqualTo("HOST_UNKNOWN");
    }
}
