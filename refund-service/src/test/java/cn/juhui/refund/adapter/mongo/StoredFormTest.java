package cn.juhui.refund.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.json.StateMapper;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Situations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Cases that are stored today must be readable tomorrow: the files say how each situation is stored. A renamed class or member
/// fails here. `-Dupdate.golden=true` writes them anew, for additions.
class StoredFormTest {

    private static final Path FILES = Path.of("src", "test", "resources", "stored");

    @TestFactory
    Stream<DynamicTest> every_situation_is_stored_as_the_file_says_and_read_back_the_same() {
        return Situations.all().entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(),
                                () -> check(entry.getKey(), entry.getValue().refund())));
    }

    private static void check(String name, Refund refund) throws IOException {
        var file = FILES.resolve(name.replaceAll("[^a-z]+", "-") + ".json");
        var json = new String(StateMapper.toJson(refund), StandardCharsets.UTF_8);
        if (Boolean.getBoolean("update.golden")) {
            Files.createDirectories(FILES);
            Files.writeString(file, json + "\n");
        }
        var stored = Files.readString(file);
        assertThat(json).isEqualToIgnoringNewLines(stored.strip());
        assertThat(StateMapper.fromJson(stored.getBytes(StandardCharsets.UTF_8), Refund.class))
                .isEqualTo(refund);
        assertThat(StateMapper.fromTree(StateMapper.toTree(refund), Refund.class))
                .isEqualTo(refund);
    }
}
