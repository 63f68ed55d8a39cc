package cn.juhui.evidence.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.evidence.application.Removals;
import java.awt.Color;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "juhui.evidence.expiry-pause=50ms",
            "juhui.evidence.upload-hold=2s",
            "juhui.evidence.max-per-side=1"
        })
class ExpiryTest extends RunningService {

    private static final Duration USABLE = Duration.ofDays(7);
    private static final Duration KEPT = Duration.ofDays(14);

    @Autowired private MongoTemplate mongo;
    @Autowired private Removals removals;

    private static byte[] aFile(int lines) {
        return Drawings.png(Drawings.screen(400, 300, lines, 14, Color.WHITE, Color.BLACK));
    }

    private boolean isStored(String sha256) {
        return mongo.exists(Query.query(Criteria.where("_id").is(sha256)), "pictures.files")
                || mongo.exists(
                        Query.query(Criteria.where("files_id").is(sha256)), "pictures.chunks");
    }

    private static void await(BooleanSupplier condition) {
        var deadline = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void an_upload_without_a_case_is_gone_with_its_bytes_and_its_place_is_free_again() {
        var deal = aDeal();
        var added = upload(deal.orderId(), deal.customer(), aFile(3)).is(201);
        var path = "/v1/evidence/" + added.text("id");
        upload(deal.orderId(), deal.customer(), aFile(4)).is(422).says("EVIDENCE_LIMIT_REACHED");

        clock.advance(USABLE.minusMinutes(1));
        get(path, deal.customer()).is(200);
        clock.advance(Duration.ofMinutes(1));
        get(path, deal.customer()).is(404);
        clock.advance(KEPT.minus(USABLE));

        await(() -> !isStored(added.text("sha256")));
        await(() -> upload(deal.orderId(), deal.customer(), aFile(5)).status() == 201);
    }

    @Test
    void a_file_that_other_evidence_names_stays_and_so_does_what_is_part_of_a_case() {
        var file = aFile(6);
        var unused = aDeal();
        var used = aDeal();
        var lapsing = upload(unused.orderId(), unused.customer(), file).is(201);
        var kept = upload(used.orderId(), used.customer(), file).is(201);
        var path = "/v1/evidence/" + kept.text("id");
        NEIGHBOURS.caseOf(used.order(), kept.text("id"));
        await(() -> get(path, used.customer()).json().path("refundIds").size() == 1);

        clock.advance(KEPT);

        await(() ->
                !mongo.exists(
                        Query.query(Criteria.where("_id").is(lapsing.text("id"))), "evidence"));
        await(() -> mongo.getCollection("picture_removals").countDocuments() == 0);
        assertThat(get(path + "/content", used.customer()).is(200).bytes()).isEqualTo(file);
        get(path + "/thumbnail", used.merchant()).is(200);
    }

    @Test
    void a_file_that_is_being_removed_is_put_off_and_stored_anew_afterwards() {
        var file = aFile(7);
        var first = aDeal();
        var sha256 = upload(first.orderId(), first.customer(), file).is(201).text("sha256");
        await(() ->
                !mongo.exists(Query.query(Criteria.where("_id").is(sha256)), "picture_removals"));
        mongo.getCollection("picture_removals")
                .insertOne(
                        new Document("_id", sha256)
                                .append("lookAt", Date.from(Instant.now()))
                                .append("claimedAt", Date.from(Instant.now())));
        var second = aDeal();

        upload(second.orderId(), second.customer(), file).is(503);
        removals.settle(sha256);

        upload(second.orderId(), second.customer(), file).is(201);
    }
}
