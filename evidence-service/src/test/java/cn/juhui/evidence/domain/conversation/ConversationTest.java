package cn.juhui.evidence.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.MessagePosted;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.contracts.id.RefundId;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.CaseIds;
import cn.juhui.contracts.refund.InterventionTaken;
import cn.juhui.contracts.refund.PayoutRecorded;
import cn.juhui.contracts.refund.RefundWithdrawn;
import cn.juhui.evidence.domain.RefundCase;
import cn.juhui.evidence.domain.conversation.Conversation.Message;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.kernel.Decision.Accepted;
import cn.juhui.platform.kernel.Decision.AlreadyDone;
import cn.juhui.platform.kernel.Decision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final Instant NOON = Instant.parse("2026-11-24T04:00:00Z");
    private static final ConversationLimits LIMITS =
            new ConversationLimits(2, Duration.ofMinutes(1), 150, Duration.ofDays(30));
    private static final RefundWithdrawn WITHDRAWN =
            new RefundWithdrawn(
                    new CaseIds(
                            new RefundId("rfd_1"),
                            new OrderId("ord_1"),
                            "NO1",
                            new CustomerId("cus_alice"),
                            new MerchantId("mer_1")));
    private static final RefundCase OPEN =
            RefundCase.of(
                    new InterventionTaken(
                            new CaseIds(
                                    new RefundId("rfd_1"),
                                    new OrderId("ord_1"),
                                    "NO1",
                                    new CustomerId("cus_alice"),
                                    new MerchantId("mer_1")),
                            "agt_chen"),
                    NOON);

    private static Message message(String id, String writer) {
        var actor = new Actor(Role.CUSTOMER, writer);
        return new Message(id, actor, new MessageText("在吗"), List.of("evd_1"));
    }

    private static Conversation said(Conversation before, Message message, Instant at) {
        return before.post(message, OPEN, LIMITS, at) instanceof Accepted<?, ?, ?>(var after, _)
                ? (Conversation) after
                : before;
    }

    @Test
    void a_message_tells_the_side_the_agent_and_not_the_person() {
        Decision<Conversation, EvidenceEvent, PostRefusal> decision =
                Conversation.of(OPEN).post(message("m1", "cus_alice"), OPEN, LIMITS, NOON);
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted ->
                                assertThat(accepted.events())
                                        .isEqualTo(
                                                List.of(
                                                        new MessagePosted(
                                                                "m1",
                                                                new RefundId("rfd_1"),
                                                                new CustomerId("cus_alice"),
                                                                new MerchantId("mer_1"),
                                                                Role.CUSTOMER,
                                                                "在吗",
                                                                List.of("evd_1"),
                                                                new OrderId("ord_1"),
                                                                "NO1",
                                                                "agt_chen"))));
    }

    @Test
    void the_same_message_again_is_done_already() {
        var conversation = said(Conversation.of(OPEN), message("m1", "a"), NOON);
        assertThat(conversation.post(message("m1", "a"), OPEN, LIMITS, NOON))
                .isInstanceOf(AlreadyDone.class);
    }

    @Test
    void a_writer_waits_until_the_oldest_counted_message_is_old_enough() {
        var conversation = said(Conversation.of(OPEN), message("m1", "a"), NOON);
        conversation = said(conversation, message("m2", "a"), NOON.plusSeconds(20));
        var refusal = new PostRefusal.TooFast(2, Duration.ofMinutes(1), Duration.ofSeconds(35));
        assertThat(conversation.post(message("m3", "a"), OPEN, LIMITS, NOON.plusSeconds(25)))
                .isEqualTo(Decision.refused(refusal));
        assertThat(conversation.post(message("m3", "b"), OPEN, LIMITS, NOON.plusSeconds(25)))
                .isInstanceOf(Accepted.class);
        assertThat(conversation.post(message("m3", "a"), OPEN, LIMITS, NOON.plusSeconds(60)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void what_is_remembered_stays_small_and_a_case_can_be_full() {
        var conversation = Conversation.of(OPEN);
        for (int i = 0; i < 150; i++) {
            conversation = said(conversation, message("m" + i, "a"), NOON.plusSeconds(60L * i));
        }
        assertThat(conversation.count()).isEqualTo(150);
        assertThat(conversation.recent()).hasSize(100);
        assertThat(conversation.post(message("more", "b"), OPEN, LIMITS, NOON))
                .isEqualTo(Decision.refused(new PostRefusal.Full(150)));
        assertThat(StateMapper.fromTree(StateMapper.toTree(conversation), Conversation.class))
                .isEqualTo(conversation);
    }

    @Test
    void it_closes_a_while_after_the_case_and_opens_again_with_it() {
        var ended = OPEN.after(WITHDRAWN, NOON);
        var empty = Conversation.of(OPEN);
        var inTime = NOON.plus(Duration.ofDays(30));
        assertThat(empty.post(message("m1", "a"), ended, LIMITS, inTime))
                .isInstanceOf(Accepted.class);
        assertThat(empty.post(message("m1", "a"), ended, LIMITS, inTime.plusMillis(1)))
                .isInstanceOf(Refused.class);

        var reversed = Map.of("state", "REVERSED", "channel", PaymentChannel.ALIPAY);
        var reopened = ended.after(StateMapper.fromTree(reversed, PayoutRecorded.class), NOON);
        assertThat(reopened).isEqualTo(OPEN);
        assertThat(empty.post(message("m1", "a"), reopened, LIMITS, inTime.plusMillis(1)))
                .isInstanceOf(Accepted.class);
    }
}
