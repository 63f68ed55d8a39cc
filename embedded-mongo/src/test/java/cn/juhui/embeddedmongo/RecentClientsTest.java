package cn.juhui.embeddedmongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClients;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Today's tools look into the store.
class RecentClientsTest {

    /// Older ones are turned away by today's drivers and shells: of a server of 4.4.
    private static final int OLDEST = 9;

    private static final Path BESIDE = Path.of("../.juhui/tools/node_modules/.bin/mongosh");

    @TempDir Path folder;

    @Test
    void the_store_says_that_it_speaks_a_protocol_of_today() {
        try (var store = EmbeddedMongo.inMemory("127.0.0.1", 0);
                var client = MongoClients.create(store.uri())) {
            var admin = client.getDatabase("admin");
            for (var greeting : List.of("hello", "isMaster", "ismaster")) {
                assertThat(admin.runCommand(new Document(greeting, 1)).getInteger("maxWireVersion"))
                        .isGreaterThanOrEqualTo(OLDEST);
            }
            assertThat(admin.runCommand(new Document("buildInfo", 1)).getString("version"))
                    .isEqualTo("7.0.0");
        }
    }

    /// Three queries, a dump and its way back, word for word, with the shell on the PATH or in `.juhui/tools`.
    @Test
    void mongosh_does_what_the_page_shows() throws Exception {
        var mongosh = mongosh();
        assumeTrue(mongosh.isPresent(), "mongosh is not there");
        var queries = onThePage("\\| `(db\\.[^`]*)` \\|");
        assertThat(queries).hasSize(3);
        var copying = onThePage("(?s)```js\\n(.*?)```");
        assertThat(copying).hasSize(2);
        try (var store = EmbeddedMongo.onDisk(folder.resolve("store"), "127.0.0.1", 0)) {
            var said =
                    say(
                            mongosh.get(),
                            store.uri(),
                            """
                            db.refunds.insertMany([
                              {_id: 'rfd_1', status: 'PAYING', orderNo: 'JH1', updatedAt: ISODate('2026-11-29T02:00:00Z'), state: {}, amount: Long('9900'), history: [{seq: 1}]},
                              {_id: 'rfd_2', status: 'COMPLETED', orderNo: 'JH2', updatedAt: ISODate('2026-11-29T03:00:00Z'), state: {}, amount: Long('8000'), history: []}]);
                            print(db.getCollectionNames());
                            print(EJSON.stringify(LATEST.toArray()));
                            print(EJSON.stringify(COUNTED.toArray().sort((a, b) => a._id < b._id ? -1 : 1)));
                            print(EJSON.stringify(ONE));
                            DUMP
                            db.refunds.drop();
                            RESTORE
                            print(db.refunds.countDocuments({amount: {$type: 'long'}, updatedAt: {$type: 'date'}}));
                            """
                                    .replace("LATEST", queries.get(0))
                                    .replace("COUNTED", queries.get(1))
                                    .replace("ONE", queries.get(2).replace("rfd_…", "rfd_1"))
                                    .replace("DUMP", copying.get(0))
                                    .replace("RESTORE", copying.get(1)));
            assertThat(said.lines().map(String::strip))
                    .containsExactly(
                            "[ 'refunds' ]",
                            "[{\"_id\":\"rfd_2\",\"status\":\"COMPLETED\",\"orderNo\":\"JH2\",\"updatedAt\":{\"$date\":\"2026-11-29T03:00:00Z\"}},"
                                    + "{\"_id\":\"rfd_1\",\"status\":\"PAYING\",\"orderNo\":\"JH1\",\"updatedAt\":{\"$date\":\"2026-11-29T02:00:00Z\"}}]",
                            "[{\"_id\":\"COMPLETED\",\"n\":1},{\"_id\":\"PAYING\",\"n\":1}]",
                            "[{\"seq\":1}]",
                            "2");
        }
    }

    private static List<String> onThePage(String pattern) throws Exception {
        var page = Files.readString(Path.of("../docs/embedded-mongo.md"));
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String say(Path mongosh, String uri, String script) throws Exception {
        var output = folder.resolve("said").toFile();
        var process =
                new ProcessBuilder(mongosh.toString(), "--quiet", uri + "/juhui", "--eval", script)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return Files.readString(output.toPath(), StandardCharsets.UTF_8);
    }

    private static Optional<Path> mongosh() {
        var onPath =
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(path -> Path.of(path, "mongosh"));
        return Stream.concat(Stream.of(BESIDE.toAbsolutePath().normalize()), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
