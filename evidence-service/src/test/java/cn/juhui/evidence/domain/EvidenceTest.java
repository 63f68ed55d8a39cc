package cn.juhui.evidence.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceUse;
import cn.juhui.contracts.evidence.ScanState;
import cn.juhui.evidence.domain.legibility.Legibility;
import cn.juhui.evidence.domain.picture.PictureFormat;
import cn.juhui.evidence.domain.picture.StoredPicture;
import cn.juhui.evidence.domain.picture.Variant;
import cn.juhui.evidence.domain.similarity.DifferenceHash;
import cn.juhui.evidence.domain.similarity.Fingerprint;
import cn.juhui.evidence.domain.similarity.Sketch;
import cn.juhui.evidence.domain.similarity.StrokeMap;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final StoredPicture SENT = picture("a");
    private static final StoredPicture SHOWN = picture("b");

    private static StoredPicture picture(String digit) {
        return new StoredPicture(digit.repeat(64), PictureFormat.PNG, 5, 640, 480);
    }

    private static Evidence from(Actor actor, String subject) {
        return new Evidence(
                "evd_1",
                "ord_1",
                "cus_alice",
                "mer_1",
                EvidenceKind.INVALID_CARD,
                actor,
                subject,
                SENT,
                SHOWN,
                picture("c"),
                Legibility.clear(4000),
                Instant.EPOCH,
                new Fingerprint(
                        new DifferenceHash(0, 0),
                        new DifferenceHash(0, 0),
                        new Sketch(""),
                        new StrokeMap(0, 0, "")),
                List.of(),
                new Scan(ScanState.NOT_CONFIGURED, null, null),
                EvidenceUse.CASE);
    }

    private static Evidence fromAlice() {
        return from(new Actor(Role.CUSTOMER, "cus_alice"), "cus_alice");
    }

    private static Viewer viewer(String subject, @Nullable String merchant, Role... roles) {
        return new Viewer(subject, Set.of(roles), merchant);
    }

    @Test
    void the_sides_of_the_order_and_agents_see_it_and_nobody_else() {
        var evidence = fromAlice();
        assertThat(evidence.isVisibleTo(viewer("cus_alice", null, Role.CUSTOMER))).isTrue();
        assertThat(evidence.isVisibleTo(viewer("staff", "mer_1", Role.MERCHANT))).isTrue();
        assertThat(evidence.isVisibleTo(viewer("agent", null, Role.AGENT))).isTrue();

        assertThat(evidence.isVisibleTo(viewer("cus_bob", null, Role.CUSTOMER))).isFalse();
        assertThat(evidence.isVisibleTo(viewer("staff", "mer_2", Role.MERCHANT))).isFalse();
        assertThat(evidence.isVisibleTo(viewer("cus_alice", null, Role.STOREFRONT))).isFalse();
        assertThat(evidence.isVisibleTo(viewer("op", null, Role.OPERATOR))).isFalse();
        assertThat(evidence.isVisibleTo(viewer("x", "mer_1", Role.CUSTOMER))).isFalse();
    }

    @Test
    void only_its_uploader_gets_the_bytes_as_sent() {
        var evidence = fromAlice();
        assertThat(evidence.pictureFor(Variant.CONTENT, viewer("cus_alice", null, Role.CUSTOMER)))
                .isEqualTo(SENT);
        assertThat(evidence.pictureFor(Variant.CONTENT, viewer("staff", "mer_1", Role.MERCHANT)))
                .isEqualTo(SHOWN);
        assertThat(evidence.pictureFor(Variant.CONTENT, viewer("agent", null, Role.AGENT)))
                .isEqualTo(SHOWN);
    }

    @Test
    void the_fact_names_the_side_but_not_the_person() {
        var evidence = from(new Actor(Role.MERCHANT, "mer_1/staff"), "staff");
        var event = evidence.uploaded();
        assertThat(event.uploadedBy()).isEqualTo(Role.MERCHANT);
        assertThat(event.sha256()).isEqualTo(SENT.sha256());
        assertThat(event.toString()).doesNotContain("staff");
    }

    @Test
    void who_is_no_side_of_an_order_adds_nothing_to_it() {
        var order = new OrderSides("ord_1", "cus_alice", "mer_1");
        assertThat(viewer("cus_alice", null, Role.CUSTOMER).sideOf(order)).contains(Role.CUSTOMER);
        assertThat(viewer("s", "mer_1", Role.MERCHANT).sideOf(order)).contains(Role.MERCHANT);
        assertThat(viewer("a", null, Role.AGENT).sideOf(order)).contains(Role.AGENT);
        assertThat(viewer("cus_bob", null, Role.CUSTOMER).sideOf(order)).isEmpty();
        assertThat(viewer("s", "mer_2", Role.MERCHANT).sideOf(order)).isEmpty();
    }
}
