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

    /// What docs/embedded-mongo.md shows, with the shell on the PATH or in `.juhui/tools`.
    @Test
    void mongosh_queries_dumps_and_brings_back() throws Exception {
        var mongosh = mongosh();
        assumeTrue(mongosh.isPresent(), "mongosh is not there");
        var dump = folder.resolve("refunds.json").toString();
        try (var store = EmbeddedMongo.onDisk(folder.resolve("store"), "127.0.0.1", 0)) {
            var said =
                    say(
                            mongosh.get(),
                            store.uri(),
                            """
                            db.refunds.insertMany([
                              {_id: 'rfd_1', status: 'PAYING', amount: Long('9900'), at: ISODate('2026-11-29T02:00:00Z')},
                              {_id: 'rfd_2', status: 'COMPLETED', amount: Long('8000')}]);
                            print(db.getCollectionNames());
                            print(db.refunds.find({status: 'PAYING'}).sort({_id: -1}).limit(5).toArray()[0]._id);
                            print(EJSON.stringify(db.refunds.aggregate([{$group: {_id: '$status', n: {$sum: 1}}}, {$sort: {_id: 1}}]).toArray()));
                            fs.writeFileSync('DUMP', EJSON.stringify(db.refunds.find().toArray(), {relaxed: false}));
                            db.refunds.drop();
                            db.refunds.insertMany(EJSON.parse(fs.readFileSync('DUMP', 'utf8'), {relaxed: false}));
                            print(db.refunds.countDocuments({amount: {$type: 'long'}, at: {$type: 'date'}}));
                            """
                                    .replace("DUMP", dump));
            assertThat(said.lines().map(String::strip))
                    .containsSequence("[ 'refunds' ]", "rfd_1")
                    .contains("[{\"_id\":\"COMPLETED\",\"n\":1},{\"_id\":\"PAYING\",\"n\":1}]")
                    .last()
                    .isEqualTo("1");
        }
    }

    private String say(Path mongosh, String uri, String script) throws Exception {
        var output = folder.resolve("said").toFile();
        var process =
                new ProcessBuilder(mongosh.toString(), "--quiet", uri + "/juhui", "--eval", script)
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
