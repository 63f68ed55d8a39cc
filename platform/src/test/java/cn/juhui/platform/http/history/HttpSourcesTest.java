package cn.juhui.platform.http.history;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.wire.Topics;
import cn.juhui.platform.http.client.ServiceClient;
import cn.juhui.platform.http.client.ServiceClients;
import cn.juhui.platform.journal.history.Told;
import cn.juhui.platform.journal.mongo.JournalFactory;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.lever.mongo.MongoLevers;
import cn.juhui.platform.messaging.EventSender;
import cn.juhui.platform.testkit.TestBackends;
import com.mongodb.client.MongoClients;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

/// A source that is asked about many records at the same time.
class HttpSourcesTest {

    private static final int MANY = 60;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer source;
    private EventSender sender;
    private MongoLevers levers;
    private HttpSources sources;
    private volatile boolean knowsMany = true;

    @BeforeEach
    void start() throws IOException {
        source = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        source.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        source.createContext("/internal/histories", this::answer);
        source.start();
        var address = URI.create("http://127.0.0.1:" + source.getAddress().getPort());
        sender = new EventSender("test", TestBackends.kafkaServers());
        var mongo = new MongoTemplate(MongoClients.create(TestBackends.mongoUri()), "sources");
        levers = new MongoLevers(mongo.getCollection("levers"));
        var journals =
                new JournalFactory(
                        mongo, sender, Clock.systemUTC(), new SimpleMeterRegistry(), levers);
        sources =
                new HttpSources(
                        "order-service",
                        journals,
                        new ServiceClients(
                                Map.of(
                                        "refund-service",
                                        new ServiceClient(
                                                List.of(address), Duration.ofSeconds(10))),
                                Duration.ofSeconds(10)));
    }

    @AfterEach
    void stop() {
        source.stop(0);
        sender.close();
        levers.close();
    }

    /// Each has told up to where it is asked for, plus its number.
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            asked.add(uri.getPath());
            var many = uri.getPath().equals("/internal/histories");
            if (many && !knowsMany) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            Object answer =
                    many
                            ? Stream.of(uri.getQuery().split("&"))
                                    .map(of -> told(of.substring(of.indexOf(':') + 1)))
                                    .toList()
                            : told(uri.getPath().substring("/internal/histories/".length()));
            var bytes = StateMapper.toJson(answer);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Told told(String subject) {
        return Told.upTo(1_000 + Long.parseLong(subject.substring(4)));
    }

    private List<Long> askAboutMany() throws Exception {
        List<Callable<Told>> questions =
                IntStream.range(0, MANY)
                        .<Callable<Told>>mapToObj(
                                n -> () -> sources.told(Topics.REFUNDS, "rfd_" + n, 3))
                        .toList();
        var answers = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Told> told : threads.invokeAll(questions)) {
                answers.add(told.get().sequence());
            }
        }
        return answers;
    }

    private static List<Long> expected() {
        return IntStream.range(0, MANY).mapToObj(n -> 1_000L + n).toList();
    }

    @Test
    void is_asked_with_few_questions_and_each_record_gets_its_own_answer() throws Exception {
        assertThat(askAboutMany()).isEqualTo(expected());
        assertThat(asked).hasSizeLessThan(MANY);
    }

    @Test
    void of_an_older_version_is_asked_about_each_alone() throws Exception {
        knowsMany = false;

        assertThat(askAboutMany()).isEqualTo(expected());
        assertThat(asked.stream().filter(path -> !path.equals("/internal/histories")))
                .hasSize(MANY);
    }
}
