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
import cn.juhui.evidence.domain.similarity.DifferenceHash;
import cn.juhui.evidence.domain.similarity.Fingerprint;
import cn.juhui.evidence.domain.similarity.Sketch;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.kernel.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Pieces that were stored by earlier versions: before they were scanned, before their pictures were compared by more than one hash, and before it was kept
/// what they are to their cases.
class EarlierEvidenceTest {

    private static final Viewer CUSTOMER = new Viewer("cus_alice", Set.of(Role.CUSTOMER), null);
    private static final Viewer SHOP = new Viewer("staff", Set.of(Role.MERCHANT), "mer_1");

    private static Evidence stored(EvidenceKind kind, Instant uploadedAt, List<String> refundIds) {
        var picture = new StoredPicture("a".repeat(64), PictureFormat.PNG, 5, 640, 480);
        var today =
                new Evidence(
                        "evd_1",
                        "ord_1",
                        "cus_alice",
                        "mer_1",
                        kind,
                        new Actor(Role.CUSTOMER, "cus_alice"),
                        "cus_alice",
                        picture,
                        picture,
                        picture,
                        Legibility.clear(4000),
                        uploadedAt,
                        new Fingerprint(new DifferenceHash(1, 2), null, new Sketch(""), null),
                        refundIds,
                        Scan.none(),
                        EvidenceUse.CASE);
        var tree = StateMapper.toTree(today);
        assertThat(tree).containsKeys("scan", "use");
        tree.keySet().removeAll(Set.of("scan", "use"));
        return StateMapper.fromTree(tree, Evidence.class);
    }

    @Test
    void a_piece_without_scan_and_use_is_read_seen_and_becomes_part_of_a_case() {
        var piece = stored(EvidenceKind.INVALID_CARD, Instant.EPOCH, List.of());
        assertThat(piece.scan().state()).isEqualTo(ScanState.NOT_CONFIGURED);
        assertThat(piece.scan().askAt()).isNull();
        assertThat(piece.isVisibleTo(SHOP)).isTrue();
        var refund = new RefundCase("rfd_1", "ord_1", "NO1", "cus_alice", "mer_1", null, null);
        assertThat(piece.attachTo(refund, EvidenceUse.CASE))
                .isInstanceOfSatisfying(
                        Decision.Accepted.class,
                        yes ->
                                assertThat(((Evidence) yes.aggregate()).use())
                                        .isEqualTo(EvidenceUse.CASE));
    }

    @Test
    void of_those_in_a_case_only_what_was_there_before_it_is_for_the_merchant() {
        var refundId = Ids.next("rfd");
        var applied = RefundCase.madeAt(refundId);
        var before = stored(EvidenceKind.OTHER, applied.minusSeconds(1), List.of(refundId));
        var later = stored(EvidenceKind.OTHER, applied.plusSeconds(1), List.of(refundId));
        assertThat(before.isVisibleTo(SHOP)).isTrue();
        assertThat(later.isVisibleTo(SHOP)).isFalse();
        for (var piece : List.of(before, later)) {
            assertThat(piece.isVisibleTo(CUSTOMER)).isTrue();
            assertThat(StateMapper.fromTree(StateMapper.toTree(piece), Evidence.class))
                    .isEqualTo(piece);
        }
    }
}
