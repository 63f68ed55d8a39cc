package cn.juhui.scenarios.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmThreadsTest {

    @TempDir Path proc;

    @Test
    void compiler_and_collector_are_told_apart_from_the_rest_of_all_processes() throws Exception {
        thread(7, 1, "C2 CompilerThre", 100, 3);
        thread(7, 2, "C1 CompilerThre", 50, 0);
        thread(7, 3, "VM Thread", 20, 1);
        thread(7, 4, "data) (plane S 1", 900, 900);
        thread(8, 5, "GC Thread#0", 4, 0);
        thread(9, 6, "VM Thread", 70, 70);

        assertThat(new JvmThreads(proc, List.of(7L, 8L)).read())
                .isEqualTo(Map.of("compiler", 1_530.0, "collector", 250.0));
    }

    @Test
    void without_a_process_there_is_nothing_to_tell() {
        assertThatThrownBy(() -> new JvmThreads(proc, List.of()).read())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new JvmThreads(proc, List.of(7L)).read())
                .isInstanceOf(RuntimeException.class);
    }

    private void thread(int process, int thread, String name, int user, int system)
            throws IOException {
        var folder = proc.resolve(process + "/task/" + thread);
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("stat"),
                "%d (%s) S 1 2 3 0 -1 4194304 5 0 0 0 %d %d 0 0 20 0 1 0 99"
                        .formatted(thread, name, user, system));
    }
}
