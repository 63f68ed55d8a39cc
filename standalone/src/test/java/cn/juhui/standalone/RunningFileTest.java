package cn.juhui.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningFileTest {

    @TempDir Path folder;

    private RunningFile running;
    private Path file;

    @BeforeEach
    void isReady() {
        var told = folder.resolve("running");
        running = RunningFile.hold(folder, told.toString());
        running.tell(
                StandaloneSettings.from(Map.of("JUHUI_DATA", folder.toString())),
                "http://127.0.0.1:8080");
        file = told.resolve("" + ProcessHandle.current().pid());
    }

    @Test
    void says_where_it_runs_until_it_has_stopped() {
        assertThat(file).content().contains("JUHUI_URL=http://127.0.0.1:8080\n");
        StandaloneApplication.stop(() -> assertThat(file).exists(), running, new CountDownLatch(1));
        assertThat(file).doesNotExist();
    }

    @Test
    void says_nothing_any_more_when_the_platform_could_not_stop_in_good_order() {
        var end = new NoClassDefFoundError("its jar was built anew");
        assertThatThrownBy(() ->
                        StandaloneApplication.stop(
                                () -> {
                                    throw end;
                                },
                                running,
                                new CountDownLatch(1)))
                .isSameAs(end);
        assertThat(file).doesNotExist();
        RunningFile.hold(folder, null).close();
    }
}
