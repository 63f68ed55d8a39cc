package cn.juhui.order.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.juhui.contracts.Role;
import cn.juhui.order.OrderServiceApplication;
import cn.juhui.order.application.imports.ImportJobs;
import cn.juhui.order.application.imports.RunImports;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.testkit.Crashes;
import cn.juhui.platform.testkit.MovableClock;
import cn.juhui.platform.testkit.ServiceTest;
import cn.juhui.platform.testkit.TestTokens;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Long imports. The service's own look for jobs is put off, so that a test says which instance does what, and when.
@ServiceTest
@SpringBootTest(
        classes = {OrderServiceApplication.class, ImportJobsTest.TestClock.class},
        properties = {"spring.config.name=order-service", "juhui.orders.imports.every=1h"},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ImportJobsTest {

    @TestConfiguration
    static class TestClock {

        @Bean
        MovableClock clock() {
            return new MovableClock(Instant.now());
        }
    }

    private static final String HEADER =
            "orderNo,customerId,merchantId,currency,placedAt,sku,name,category,quantity,unitPrice,"
                    + "faceValue,rechargeAccount,channel,channelTransactionId,paidAmount,paidAt,payerName\n";
    private static final String USAGE_HEADER = "orderId,cardId,remainingValue\n";

    private final String storefront = TestTokens.token(Ids.next("sto"), null, Role.STOREFRONT);

    @Autowired private MovableClock clock;
    @Autowired private MongoTemplate mongo;
    @Autowired private ImportJobs jobs;
    @Autowired private RunImports.Files files;
    @Autowired private RunImports service;
    @LocalServerPort private int port;

    private OrderApi api;

    @BeforeEach
    void setUp() {
        api = new OrderApi(port);
    }

    private static String orders(int many) {
        return IntStream.range(0, many)
                .mapToObj(_ ->
                        "%s,cus_1,mer_1,CNY,2026-03-01T10:00:00Z,a,点卡,GAME_CARD,1,9500,10000,,ALIPAY,T1,9500,2026-03-01T10:00:00Z,王小明\n"
                                .formatted(Ids.next("num")))
                .collect(Collectors.joining("", HEADER, ""));
    }

    private OrderApi.Answer sent(String by, String path, String csv, String... headers) {
        var request = api.to(by, path).header("Content-Type", "text/csv");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return api.send(request.POST(BodyPublishers.ofString(csv)));
    }

    private OrderApi.Answer queued(String csv) {
        return sent(storefront, "/v1/orders/imports", csv, "Prefer", "respond-async").expect(202);
    }

    private OrderApi.Answer job(OrderApi.Answer accepted) {
        var path = accepted.raw().headers().firstValue("Location").orElseThrow();
        return api.get(storefront, path).expect(200);
    }

    /// Another instance, whose clock is ahead.
    private RunImports instance(ImportJobs theirs, Duration ahead) {
        var wall = Clock.offset(Clock.systemUTC(), ahead);
        return new RunImports(theirs, files, clock, wall, Duration.ofHours(1));
    }

    /// The jobs, as an instance sees them to which something happens just before it writes down how far it has come for the n-th time.
    private ImportJobs happening(int nth, Runnable event) {
        var times = new AtomicInteger();
        return (ImportJobs)
                Proxy.newProxyInstance(
                        ImportJobs.class.getClassLoader(),
                        new Class<?>[] {ImportJobs.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("progress")
                                    && times.incrementAndGet() == nth) {
                                event.run();
                            }
                            try {
                                return method.invoke(jobs, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private long storedOrders() {
        return mongo.getCollection("orders").countDocuments();
    }

    @Test
    void an_import_whose_instance_is_killed_goes_on_elsewhere_and_no_order_comes_twice() {
        var before = storedOrders();
        var accepted = queued(orders(250));

        assertThat(accepted.raw().headers().firstValue("Preference-Applied"))
                .hasValue("respond-async");
        assertThat(accepted.raw().headers().firstValue("Location"))
                .hasValue("/v1/imports/" + accepted.text("/id"));
        assertThat(accepted.text("/status")).isEqualTo("QUEUED");
        assertThat(accepted.number("/total")).isEqualTo(250);
        var killed =
                happening(
                        2,
                        () -> {
                            throw new AssertionError("killed");
                        });
        try (var instance = instance(killed, Duration.ZERO)) {
            assertThatThrownBy(instance::run).hasMessage("killed");
        }
        assertThat(storedOrders()).isEqualTo(before + 200);
        var midway = job(accepted);
        assertThat(midway.text("/status")).isEqualTo("RUNNING");
        assertThat(midway.number("/done")).isEqualTo(100);
        assertThat(midway.raw().headers().firstValue("Retry-After")).hasValue("1");

        service.run();
        assertThat(job(accepted).number("/done")).as("its lease holds").isEqualTo(100);
        try (var other = instance(jobs, RunImports.LEASE.plusSeconds(1))) {
            other.run();
        }
        var done = job(accepted);
        assertThat(done.text("/status")).isEqualTo("DONE");
        assertThat(done.number("/done")).isEqualTo(250);
        assertThat(done.number("/created")).isEqualTo(250);
        assertThat(done.number("/alreadyThere")).isZero();
        assertThat(done.text("/finishedAt")).isNotEmpty();
        assertThat(storedOrders()).isEqualTo(before + 250);
    }

    @Test
    void an_instance_that_stood_still_comes_too_late() {
        var before = storedOrders();
        var accepted = queued(orders(150));
        var other = instance(jobs, RunImports.LEASE.plusSeconds(1));
        try (var slow = instance(happening(1, other::run), Duration.ZERO)) {
            slow.run();
        }
        other.close();

        var done = job(accepted);
        assertThat(done.text("/status")).isEqualTo("DONE");
        assertThat(done.number("/created")).isEqualTo(150);
        assertThat(storedOrders()).isEqualTo(before + 150);
    }

    @Test
    void an_instance_that_is_stopped_lays_its_job_down_for_the_next() {
        var accepted = queued(orders(150));
        var closes = new AtomicReference<Runnable>(() -> {});
        try (var stopped = instance(happening(1, () -> closes.get().run()), Duration.ZERO)) {
            closes.set(stopped::close);
            stopped.run();
        }
        assertThat(job(accepted).number("/done")).isEqualTo(100);
        service.run();
        assertThat(job(accepted).text("/status")).isEqualTo("DONE");
    }

    @Test
    void
            more_than_a_thousand_rows_are_a_job_without_being_asked_and_failed_rows_are_told_in_both_languages() {
        var merchantId = Ids.next("mer");
        var merchant = TestTokens.merchant(merchantId);
        var row = Ids.next("ord") + ",crd_x,-1\n";
        var accepted =
                sent(merchant, "/v1/orders/usage-imports", USAGE_HEADER + row.repeat(1_001))
                        .expect(202);
        assertThat(accepted.raw().headers().firstValue("Preference-Applied")).isEmpty();
        service.run();

        var path = accepted.raw().headers().firstValue("Location").orElseThrow();
        assertThat(path).startsWith("/v1/imports/imp_");
        var chinese = api.get(merchant, path).expect(200);
        assertThat(chinese.text("/status")).isEqualTo("DONE");
        assertThat(chinese.number("/failed")).isEqualTo(1_001);
        assertThat(chinese.number("/recorded")).isZero();
        assertThat(chinese.body().path("rows").size()).isEqualTo(200);
        assertThat(chinese.number("/rows/0/row")).isEqualTo(2);
        assertThat(chinese.text("/rows/0/errors/0/pointer")).isEqualTo("/remainingValue");
        assertThat(chinese.text("/rows/0/errors/0/detail")).containsPattern("[\u4e00-\u9fff]");
        var english = api.send(api.to(merchant, path).header("Accept-Language", "en").GET());
        assertThat(english.text("/rows/0/errors/0/detail"))
                .doesNotContainPattern("[\u4e00-\u9fff]");

        sent(merchant, "/v1/orders/usage-imports", USAGE_HEADER + row.repeat(1_000)).expect(200);
    }

    @Test
    void a_job_is_its_senders_alone() {
        var accepted = queued(orders(1));
        var path = "/v1/imports/" + accepted.text("/id");
        api.get(storefront, path).expect(200);
        for (var stranger :
                new String[] {
                    TestTokens.token("other", null, Role.STOREFRONT),
                    TestTokens.merchant("mer_1"),
                    TestTokens.customer("cus_1"),
                    TestTokens.operator()
                }) {
            api.get(stranger, path).expect(404, "NOT_FOUND");
        }
        api.get(storefront, "/v1/imports/" + Ids.next("imp")).expect(404);
        api.get(storefront, "/v1/imports/x").expect(404);

        var mine = Ids.next("mer");
        var usage =
                sent(
                                TestTokens.token("clerk_1", mine, Role.MERCHANT),
                                "/v1/orders/usage-imports",
                                USAGE_HEADER,
                                "Prefer",
                                "respond-async")
                        .expect(202);
        var usagePath = "/v1/imports/" + usage.text("/id");
        api.get(TestTokens.token("clerk_2", mine, Role.MERCHANT), usagePath).expect(200);
        api.get(TestTokens.merchant(Ids.next("mer")), usagePath).expect(404, "NOT_FOUND");
        service.run();
    }

    @Test
    void three_may_wait_and_a_fourth_is_refused_until_one_is_done() {
        for (int i = 0; i < 3; i++) {
            queued(orders(1));
        }
        var csv = orders(1);
        var refused = sent(storefront, "/v1/orders/imports", csv, "Prefer", "respond-async");
        assertThat(refused.expect(429, "TOO_MANY_IMPORTS").text("/detail")).contains("3", "导入任务");
        var english =
                sent(
                        storefront,
                        "/v1/orders/imports",
                        csv,
                        "Prefer",
                        "respond-async",
                        "Accept-Language",
                        "en");
        assertThat(english.text("/detail")).contains("at most 3 unfinished imports");
        sent(storefront, "/v1/orders/imports", csv).expect(200);

        service.run();
        queued(csv);
        service.run();
    }

    @Test
    void a_wrong_file_is_refused_at_once() {
        sent(storefront, "/v1/orders/imports", "a,b\n", "Prefer", "respond-async").expect(400);
        var large = USAGE_HEADER + "ord_x,crd_x,0\n".repeat(5_001);
        sent(storefront, "/v1/orders/usage-imports", large, "Prefer", "respond-async")
                .expect(413, "IMPORT_TOO_LARGE");
    }

    @Test
    void a_request_that_is_repeated_finds_its_job() {
        var csv = orders(3);
        var key = UUID.randomUUID().toString();
        String[] headers = {"Prefer", "respond-async", "Idempotency-Key", key};
        var first = sent(storefront, "/v1/orders/imports", csv, headers).expect(202);
        var replayed = sent(storefront, "/v1/orders/imports", csv, headers).expect(202);
        assertThat(replayed.raw().body()).isEqualTo(first.raw().body());
        assertThat(replayed.raw().headers().firstValue("Location"))
                .isEqualTo(first.raw().headers().firstValue("Location"));

        Crashes.beforeTheAnswersWereStored(mongo);
        service.run();
        var again = sent(storefront, "/v1/orders/imports", csv, headers).expect(202);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(again.number("/created")).isEqualTo(3);
    }

    @Test
    void a_file_is_sealed_and_gone_when_its_job_has_ended_and_the_job_a_week_later() {
        var csv = orders(2);
        var accepted = queued(csv);
        var id = new Document("_id", accepted.text("/id"));
        var kept = mongo.getCollection("import_files").find(id).first();
        assertThat(kept).isNotNull();
        var bytes = kept.get("sealed", Binary.class).getData();
        assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("王小明");
        service.run();
        assertThat(mongo.getCollection("import_files").find(id).first()).isNull();
        assertThat(mongo.getCollection("imports").find(id).first().toJson()).doesNotContain("王小明");

        clock.advance(Duration.ofDays(6));
        jobs.expire(clock.instant());
        job(accepted);
        clock.advance(Duration.ofDays(1));
        jobs.expire(clock.instant());
        api.get(storefront, "/v1/imports/" + accepted.text("/id")).expect(404);
    }

    @Test
    void files_that_have_no_job_are_dropped_and_those_that_wait_are_not() {
        var waits = queued(orders(1));
        mongo.getCollection("import_files")
                .insertOne(
                        new Document("_id", "imp_jobless")
                                .append("createdAt", Date.from(clock.instant())));
        clock.advance(Duration.ofHours(2));
        jobs.expire(clock.instant());
        assertThat(mongo.getCollection("import_files").find(new Document("_id", "imp_jobless")))
                .isEmpty();
        service.run();
        assertThat(job(waits).number("/created")).isEqualTo(1);
    }

    @Test
    void one_that_breaks_again_and_again_is_given_up_and_says_so() {
        var accepted = queued(orders(1));
        mongo.getCollection("import_files").deleteOne(new Document("_id", accepted.text("/id")));
        for (int i = 0; i < 6; i++) {
            assertThat(job(accepted).text("/status")).isNotEqualTo("FAILED");
            try (var instance = instance(jobs, Duration.ofSeconds(10L * i))) {
                instance.run();
            }
        }
        var failed = job(accepted);
        assertThat(failed.text("/status")).isEqualTo("FAILED");
        assertThat(failed.text("/failure/code")).isEqualTo("IMPORT_BROKE");
        assertThat(failed.text("/failure/detail")).contains("导入中断");
        var path = "/v1/imports/" + accepted.text("/id");
        var english = api.send(api.to(storefront, path).header("Accept-Language", "en").GET());
        assertThat(english.text("/failure/detail")).contains("broke after 0 of 1 rows");
    }
}
