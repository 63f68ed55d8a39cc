package cn.juhui.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GATEWAY_PORT",
                "REFUND_SERVICE_PORT",
                "REFUND_SERVICE_MANAGEMENT_PORT",
                "KAFKA_PORT",
                "MONGO_PORT"
            })
    void a_taken_port_is_told_with_the_variable_that_moves_it(String variable) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = settings(Map.of(variable, "" + taken.getLocalPort()));

            assertThatThrownBy(() -> Ports.check(settings))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("" + taken.getLocalPort())
                    .hasMessageContaining("  " + variable + "=")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("已被占用");
        }
    }

    @Test
    void who_holds_several_ports_is_named_once_in_each_language() throws Exception {
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings =
                    settings(
                            Map.of(
                                    "KAFKA_PORT", "" + one.getLocalPort(),
                                    "GATEWAY_PORT", "" + other.getLocalPort()));
            var ports = one.getLocalPort() + "%s" + other.getLocalPort();
            var me = ProcessHandle.current().pid();

            assertThatThrownBy(() -> Ports.check(settings))
                    .hasMessageContaining(ports.formatted("、") + "（进程 " + me)
                    .hasMessageContaining(ports.formatted(", ") + " (by process " + me)
                    .hasMessageContaining("  KAFKA_PORT=");
        }
    }

    @Test
    void one_line_moves_all_ports_at_once() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // As if it were a usual port: it has no variable of its own.
            var base = taken.getLocalPort() - 80;
            var settings =
                    StandaloneSettings.from(
                            Map.of("JUHUI_DATA", folder.toString(), "JUHUI_PORT_BASE", "" + base));

            assertThatThrownBy(() -> Ports.check(settings))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining(taken.getLocalPort() + " (gateway, GATEWAY_PORT, by")
                    .hasMessageMatching("(?s).*\\n  JUHUI_PORT_BASE=[1-5]8000 \\./juhui up");
            assertThat(settings.port(PlatformPart.ORDER)).isEqualTo(base + 81);
            assertThat(settings.managementPort(PlatformPart.ORDER)).isEqualTo(base + 61);
            assertThat(settings.kafkaPort()).isEqualTo(base + 92);
            assertThat(settings.storePort()).isEqualTo(base + 17);
            assertThat(settings.movedTo(18_000).port(PlatformPart.GATEWAY)).isEqualTo(18_080);
        }
    }

    @Test
    void free_ports_are_fine() {
        assertThatCode(() -> Ports.check(settings(Map.of()))).doesNotThrowAnyException();
    }

    @Test
    void the_port_of_something_outside_is_nobodys_business_here() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = "" + taken.getLocalPort();
            var settings =
                    settings(
                            Map.of(
                                    "KAFKA_PORT",
                                    port,
                                    "KAFKA_BOOTSTRAP_SERVERS",
                                    "127.0.0.1:" + port));
            assertThatCode(() -> Ports.check(settings)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "eighty", "80 80"})
    void what_is_no_port_is_told_by_its_variable(String port) {
        assertThatThrownBy(() -> Ports.check(settings(Map.of("GATEWAY_PORT", port))))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("GATEWAY_PORT")
                .hasMessageContaining(port);
    }

    @Test
    void a_port_named_twice_is_told_by_both_variables() throws Exception {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = "" + free.getLocalPort();
            free.close();
            var settings = settings(Map.of("GATEWAY_PORT", port, "KAFKA_PORT", port));

            assertThatThrownBy(() -> Ports.check(settings))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("GATEWAY_PORT")
                    .hasMessageContaining("KAFKA_PORT")
                    .hasMessageContaining(port);
        }
    }

    @Test
    void an_address_of_another_machine_is_not_called_a_taken_port() {
        assertThatThrownBy(() -> Ports.check(settings(Map.of("JUHUI_HOST", "192.0.2.1"))))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("JUHUI_HOST=192.0.2.1")
                .hasMessageNotContaining("已被占用");
    }

    @Test
    void a_folder_that_can_not_be_written_is_told() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Ports.checkFolder(file.resolve("data")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("JUHUI_DATA")
                .hasMessageContaining(file.toString());
        assertThatCode(() -> Ports.checkFolder(folder.resolve("new"))).doesNotThrowAnyException();
    }

    @Test
    void a_service_that_does_not_exist_is_told() {
        assertThatThrownBy(() -> settings(Map.of("JUHUI_SERVICES", "order-service,kitchen")))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("kitchen")
                .hasMessageContaining("payout-service");
    }

    private StandaloneSettings settings(Map<String, String> environment) {
        return StandaloneSettings.onFreePorts(folder, environment);
    }
}
