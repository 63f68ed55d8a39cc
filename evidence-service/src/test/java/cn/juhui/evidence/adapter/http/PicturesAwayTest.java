package cn.juhui.evidence.adapter.http;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.adapter.s3.FakeS3;
import java.awt.Color;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/// The pictures are in a bucket, and the bucket's store fails now and then.
@TestPropertySource(
        properties = {
            "juhui.evidence.expiry-pause=50ms",
            "juhui.evidence.upload-hold=2s",
            "juhui.evidence.max-per-side=1"
        })
class PicturesAwayTest extends RunningService {

    private static final Duration HOLD = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final FakeS3 STORE = new FakeS3();
    private static final AtomicInteger LINES = new AtomicInteger(3);

    @Autowired private MongoTemplate mongo;

    private final Deal deal = aDeal();
    private final byte[] file =
            Drawings.png(
                    Drawings.screen(
                            500, 400, LINES.incrementAndGet(), 16, Color.WHITE, Color.BLACK));

    @DynamicPropertySource
    static void bucket(DynamicPropertyRegistry registry) {
        registry.add("EVIDENCE_STORE", () -> "s3");
        registry.add("S3_ENDPOINT", STORE::address);
        registry.add("S3_REGION", () -> "any");
        registry.add("S3_BUCKET", () -> FakeS3.BUCKET);
        registry.add("S3_ACCESS_KEY", () -> "AKIDEXAMPLE");
        registry.add("S3_SECRET_KEY", () -> "secret-that-never-travels");
        registry.add("juhui.evidence.s3.attempt-limit", () -> "2s");
        registry.add("juhui.evidence.s3.time-limit", () -> "5s");
    }

    @BeforeEach
    void wellAgain() {
        STORE.fault = 0;
        STORE.room.set(Integer.MAX_VALUE);
    }

    private static void isPutOff(Answer answer) {
        answer.is(503).says("SERVICE_UNAVAILABLE");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.text("detail")).contains("没有任何改动");
    }

    private boolean removalsArePutOff() {
        var removals = mongo.getCollection("picture_removals");
        var later = Date.from(Instant.now().plus(HOLD.multipliedBy(5)));
        var putOff = removals.countDocuments(and(exists("claimedAt", false), gt("lookAt", later)));
        return putOff > 0 && putOff == removals.countDocuments();
    }

    /// While a file of an earlier try is being removed the same one is put off once more.
    private Answer uploadsAtLast(String key) {
        return await().atMost(SOON)
                .until(() -> uploadAs(key, deal, file), answer -> answer.status() != 503)
                .is(201);
    }

    @Test
    void an_upload_is_put_off_and_the_same_one_gets_through_later() {
        STORE.fault = 500;
        var before = mongo.getCollection("evidence").countDocuments();
        isPutOff(uploadAs("a-key", deal, file));
        assertThat(mongo.getCollection("evidence").countDocuments()).isEqualTo(before);
        // The store does not remove either what was held for the first try.
        await().atMost(SOON).until(this::removalsArePutOff);
        STORE.fault = 0;

        var added = uploadsAtLast("a-key");

        assertThat(STORE.objects).containsKey("/evidence/pictures/" + added.text("sha256"));
        var path = "/v1/evidence/" + added.text("id");
        assertThat(get(path + "/content", deal.customer()).is(200).bytes()).isEqualTo(file);

        STORE.fault = 403;
        isPutOff(get(path + "/content", deal.customer()));
        isPutOff(get(path + "/thumbnail", deal.merchant()));
        get(path, deal.customer()).is(200);
        STORE.fault = 0;
        get(path + "/content", deal.merchant()).is(200);
    }

    @Test
    void a_store_that_takes_a_part_keeps_none_of_it_and_no_place_is_lost() {
        STORE.room.set(1);
        isPutOff(uploadAs("first-key", deal, file));
        var stored =
                STORE.calls.stream()
                        .filter(call -> call.startsWith("PUT"))
                        .map(call -> call.substring("PUT ".length()))
                        .toList();
        assertThat(stored).isNotEmpty();
        await().atMost(SOON).until(() -> stored.stream().noneMatch(STORE.objects::containsKey));
        wellAgain();

        uploadsAtLast("second-key");
        uploadAs("third-key", deal, file).is(422).says("EVIDENCE_LIMIT_REACHED");
    }
}
