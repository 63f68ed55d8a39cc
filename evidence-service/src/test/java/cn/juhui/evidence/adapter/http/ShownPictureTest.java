package cn.juhui.evidence.adapter.http;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.evidence.Drawings;
import cn.juhui.platform.testkit.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.awt.Color;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

class ShownPictureTest extends RunningService {

    @Autowired private MongoTemplate mongo;
    @Autowired private MeterRegistry meters;

    private final Deal deal = aDeal();

    @Test
    void its_sender_too_gets_the_picture_as_the_others_see_it() {
        var sent = Drawings.png(Drawings.screen());
        var id = upload(deal.orderId(), deal.customer(), sent).is(201).text("id");
        var others = get("/v1/evidence/" + id + "/content", deal.merchant()).is(200).bytes();

        var shown = get("/internal/evidence/" + id + "/shown", deal.customer()).is(200);

        assertThat(shown.bytes()).isEqualTo(others);
        assertThat(shown.header("Content-Type")).startsWith("image/");
        assertThat(get("/v1/evidence/" + id + "/content", deal.customer()).bytes()).isEqualTo(sent);
        get("/internal/evidence/" + id + "/shown", TestTokens.customer("cus_other")).is(404);
    }

    @Test
    void a_file_that_is_lost_is_a_problem_of_its_own_and_counted() {
        var lost = meters.get("juhui.pictures.lost").counter();
        var picture = Drawings.screen(520, 410, 9, 16, Color.WHITE, Color.BLACK);
        var id = upload(deal.orderId(), deal.customer(), picture).is(201).text("id");
        var removed = mongo.getCollection("pictures.files").deleteOne(eq("_id", shown(id)));
        assertThat(removed.getDeletedCount()).isEqualTo(1);
        var before = lost.count();

        get("/internal/evidence/" + id + "/shown", deal.customer()).is(404).says("EVIDENCE_LOST");
        get("/v1/evidence/" + id + "/content", AGENT).is(404).says("EVIDENCE_LOST");
        get("/v1/evidence/" + id, deal.customer()).is(200);

        assertThat(lost.count()).isEqualTo(before + 2);
    }

    @Test
    void a_file_that_somebody_changed_is_shown_to_nobody() {
        var picture = Drawings.screen(530, 410, 9, 16, Color.WHITE, Color.BLACK);
        var id = upload(deal.orderId(), deal.customer(), picture).is(201).text("id");
        var chunks = mongo.getCollection("pictures.chunks");
        var chunk = Objects.requireNonNull(chunks.find(eq("files_id", shown(id))).first());
        var bytes = chunk.get("data", Binary.class).getData();
        bytes[bytes.length / 2] ^= 1;
        chunks.updateOne(eq("_id", chunk.get("_id")), set("data", new Binary(bytes)));

        get("/v1/evidence/" + id + "/content", AGENT).is(404).says("EVIDENCE_LOST");
    }

    private String shown(String id) {
        var piece = Objects.requireNonNull(mongo.findById(id, Document.class, "evidence"));
        return piece.getEmbedded(List.of("state", "shown", "sha256"), String.class);
    }
}
