package cn.juhui.evidence.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceUse;
import cn.juhui.contracts.evidence.ScanState;
import cn.juhui.evidence.domain.conversation.Conversation;
import cn.juhui.evidence.domain.conversation.ConversationLimits;
import cn.juhui.evidence.domain.conversation.MessageText;
import cn.juhui.evidence.domain.conversation.OrderConversation;
import cn.juhui.evidence.domain.legibility.Legibility;
import cn.juhui.evidence.domain.picture.PictureFormat;
import cn.juhui.evidence.domain.picture.StoredPicture;
import cn.juhui.evidence.domain.similarity.DifferenceHash;
import cn.juhui.evidence.domain.similarity.Fingerprint;
import cn.juhui.evidence.domain.similarity.Sketch;
import cn.juhui.evidence.domain.similarity.StrokeMap;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The documents of this service with all that people can put into them, in the longest words, stay below what people may fill.
class FullConversationTest {

    private static final int FOUR_MIB = 4 << 20;

    /// What stands around an event in a history: ids, hash, actor, trace.
    private static final int AROUND_AN_ENTRY = 600;

    /// Of the largest characters that there are.
    private static final MessageText LONGEST = new MessageText("𠮷".repeat(MessageText.MAX));

    private static final ConversationLimits LIMITS =
            new ConversationLimits(10, Duration.ofMinutes(1), 300, Duration.ofDays(30));
    private static final List<String> PIECES =
            IntStream.range(0, 10).mapToObj("evd_%032d"::formatted).toList();
    private static final String ORDER = "ord_" + "0".repeat(32);
    private static final OrderSides SIDES =
            new OrderSides(ORDER, "c".repeat(100), "m".repeat(100), "N".repeat(64));

    private final List<EvidenceEvent> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T04:00:00Z");

    private static RefundCase aCase(int n) {
        return new RefundCase(
                "rfd_%032d".formatted(n),
                ORDER,
                "N".repeat(64),
                "c".repeat(100),
                "m".repeat(100),
                "a".repeat(100),
                null);
    }

    private <A, R> A after(Decision<A, EvidenceEvent, R> decision) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        var yes = (Decision.Accepted<A, EvidenceEvent, R>) decision;
        told.addAll(yes.events());
        now = now.plusSeconds(10);
        return yes.aggregate();
    }

    private long bytes(Object state) {
        return StateMapper.toJson(state).length
                + told.stream()
                        .mapToLong(e -> StateMapper.toJson(e).length + AROUND_AN_ENTRY)
                        .sum();
    }

    @Test
    void a_cases_conversation_is_below_four_mib() {
        var refund = aCase(1);
        var talk = Conversation.of(refund);
        for (int n = 0; n < LIMITS.perCase(); n++) {
            var message =
                    new Conversation.Message(
                            "msg_%032d".formatted(n),
                            new Actor(Role.CUSTOMER, "c".repeat(100)),
                            LONGEST,
                            PIECES);
            talk = after(talk.post(message, refund, LIMITS, now));
        }
        assertThat(told).hasSize(LIMITS.perCase());
        assertThat(bytes(talk)).isLessThan(FOUR_MIB);
    }

    /// Every message is settled and then said again, it goes from hand to hand with the longest words, and into as many cases as it can.
    @Test
    void an_orders_conversation_is_below_four_mib() {
        var talk = OrderConversation.of(SIDES);
        for (int n = 0; n < LIMITS.perCase(); n++) {
            var message =
                    new OrderConversation.Message(
                            "msg_%032d".formatted(n),
                            new Actor(Role.CUSTOMER, "c".repeat(100)),
                            LONGEST,
                            PIECES,
                            false);
            talk = after(talk.post(message, null, LIMITS, now));
            talk = after(talk.settle("a".repeat(100)));
        }
        for (int n = 0; n < OrderConversation.MOST_MOVES; n++) {
            var to = (n % 2 == 0 ? "a" : "b").repeat(100);
            talk = after(talk.handOver(to, LONGEST, now));
        }
        for (int n = 0; n < OrderConversation.MAX_CASES; n++) {
            talk = after(talk.carryOver("rfd_%032d".formatted(n)));
        }
        assertThat(told).hasSize(2 * LIMITS.perCase() + 50 + 100);
        assertThat(bytes(talk)).isLessThan(FOUR_MIB);
    }

    /// One for every case that an order can have, used as an account proof in each.
    @Test
    void a_piece_of_evidence_is_far_below_it() {
        var picture = new StoredPicture("a".repeat(64), PictureFormat.PNG, 9_999_999, 9_999, 9_999);
        var piece =
                new Evidence(
                        PIECES.getFirst(),
                        ORDER,
                        "c".repeat(100),
                        "m".repeat(100),
                        EvidenceKind.REMAINING_VALUE,
                        new Actor(Role.CUSTOMER, "c".repeat(100)),
                        "c".repeat(100),
                        picture,
                        picture,
                        picture,
                        Legibility.clear(4000),
                        now,
                        new Fingerprint(
                                new DifferenceHash(-1, -1),
                                new DifferenceHash(-1, -1),
                                new Sketch("s".repeat(10_000)),
                                new StrokeMap(-1, -1, "e".repeat(10_000))),
                        List.of(),
                        new Scan(ScanState.NOT_CONFIGURED, null, null),
                        EvidenceUse.CASE);
        for (int n = 0; n < 200; n++) {
            piece = after(piece.attachTo(aCase(n), EvidenceUse.CASE));
        }
        assertThat(piece.refundIds()).hasSize(200);
        assertThat(bytes(piece)).isLessThan(FOUR_MIB / 8);
    }
}
