package cn.juhui.evidence.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.ConversationTaken;
import cn.juhui.contracts.evidence.EvidenceEvent;
import cn.juhui.contracts.evidence.OrderMessagePosted;
import cn.juhui.contracts.id.CustomerId;
import cn.juhui.contracts.id.MerchantId;
import cn.juhui.contracts.id.OrderId;
import cn.juhui.evidence.domain.OrderSides;
import cn.juhui.evidence.domain.conversation.OrderConversation.Message;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.platform.kernel.Decision.Accepted;
import cn.juhui.platform.kernel.Decision.AlreadyDone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderConversationTest {

    private static final Instant NOON = Instant.parse("2026-11-24T04:00:00Z");
    private static final ConversationLimits LIMITS =
            new ConversationLimits(2, Duration.ofMinutes(1), 3, Duration.ofDays(30));
    private static final OrderConversation EMPTY =
            OrderConversation.of(new OrderSides("ord_1", "cus_alice", "mer_1", "NO1"));

    private int count;

    private Message message(Role role, String writer, boolean askMerchant) {
        var text = new MessageText("在吗");
        return new Message("m" + ++count, new Actor(role, writer), text, List.of(), askMerchant);
    }

    private Accepted<OrderConversation, EvidenceEvent, PostRefusal> said(
            OrderConversation before, Message message) {
        return (Accepted<OrderConversation, EvidenceEvent, PostRefusal>)
                before.post(message, null, LIMITS, NOON.plusSeconds(count));
    }

    private static OrderConversation after(
            Decision<OrderConversation, EvidenceEvent, DeskRefusal> decision) {
        return ((Accepted<OrderConversation, EvidenceEvent, DeskRefusal>) decision).aggregate();
    }

    private OrderConversation asked() {
        return said(EMPTY, message(Role.CUSTOMER, "cus_alice", false)).aggregate();
    }

    @Test
    void a_question_waits_since_it_was_first_asked_and_an_answer_takes_it() {
        var asked = asked();
        assertThat(asked.waitingSince()).isEqualTo(NOON.plusSeconds(1));
        var again = said(asked, message(Role.CUSTOMER, "cus_alice", false)).aggregate();
        assertThat(again.waitingSince()).isEqualTo(NOON.plusSeconds(1));

        var answered = said(asked, message(Role.AGENT, "agt_chen", false));
        assertThat(answered.aggregate().isUnread()).isFalse();
        assertThat(answered.events())
                .satisfiesExactly(
                        taken ->
                                assertThat(taken)
                                        .isEqualTo(
                                                new ConversationTaken(
                                                        new OrderId("ord_1"),
                                                        new CustomerId("cus_alice"),
                                                        new MerchantId("mer_1"),
                                                        "agt_chen")),
                        posted ->
                                assertThat(posted)
                                        .isInstanceOfSatisfying(
                                                OrderMessagePosted.class,
                                                it -> {
                                                    assertThat(it.agentId()).isEqualTo("agt_chen");
                                                    assertThat(it.merchantSees()).isFalse();
                                                    assertThat(it.orderNo()).isEqualTo("NO1");
                                                }));
    }

    @Test
    void only_an_agents_message_asks_the_merchant_in() {
        var notAsked = said(EMPTY, message(Role.CUSTOMER, "cus_alice", true)).aggregate();
        assertThat(notAsked.merchantAsked()).isFalse();
        var in = said(notAsked, message(Role.AGENT, "agt_chen", true)).aggregate();
        assertThat(in.merchantAsked()).isTrue();
        assertThat(said(in, message(Role.CUSTOMER, "cus_alice", false)).events())
                .allMatch(event -> ((OrderMessagePosted) event).merchantSees());
    }

    @Test
    void it_stays_small_whatever_people_do() {
        var full = asked();
        for (var role : List.of(Role.AGENT, Role.MERCHANT)) {
            full = said(full, message(role, role.name(), true)).aggregate();
        }
        assertThat(full.post(message(Role.CUSTOMER, "x", false), null, LIMITS, NOON))
                .isEqualTo(Decision.refused(new PostRefusal.Full(3)));
        var moved = asked();
        for (var n = 0; n < OrderConversation.MOST_MOVES; n++) {
            moved = after(moved.handOver(n % 2 == 0 ? "agt_1" : null, null, NOON));
        }
        var enough = Decision.refused(new DeskRefusal.TooOften(50));
        assertThat(moved.handOver("agt_3", null, NOON)).isEqualTo(enough);
        assertThat(moved.take("agt_3", NOON)).isEqualTo(enough);
        var carried = asked();
        for (var i = 0; i < OrderConversation.MAX_CASES; i++) {
            carried = after(carried.carryOver("rfd_" + i));
        }
        assertThat(carried.carryOver("rfd_more")).isInstanceOf(AlreadyDone.class);
        assertThat(StateMapper.fromTree(StateMapper.toTree(carried), OrderConversation.class))
                .isEqualTo(carried);
    }

    @Test
    void a_case_that_is_open_is_the_place_to_talk_and_what_was_asked_goes_on_waiting() {
        var carried = after(asked().carryOver("rfd_1"));
        assertThat(carried.isUnread()).isTrue();
        assertThat(carried.carryOver("rfd_1")).isInstanceOf(AlreadyDone.class);
        assertThat(carried.post(message(Role.AGENT, "a", false), "rfd_1", LIMITS, NOON))
                .isEqualTo(Decision.refused(new PostRefusal.Moved("rfd_1")));
        assertThat(carried.post(message(Role.AGENT, "a", false), null, LIMITS, NOON))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void taking_and_handing_over_twice_is_done_already_and_nobody_gets_their_own_order() {
        var taken = after(asked().take("agt_chen", NOON));
        assertThat(taken.take("agt_chen", NOON)).isInstanceOf(AlreadyDone.class);
        assertThat(taken.take("agt_li", NOON))
                .isEqualTo(Decision.refused(new DeskRefusal.HasAnother("agt_chen")));
        assertThat(taken.handOver("agt_chen", null, NOON)).isInstanceOf(AlreadyDone.class);
        assertThat(taken.handOver("cus_alice", null, NOON))
                .isEqualTo(Decision.refused(new DeskRefusal.OwnOrder()));
        var settled = after(taken.settle("agt_chen"));
        assertThat(settled.settle("agt_chen")).isInstanceOf(AlreadyDone.class);
        assertThat(settled.isUnread()).isFalse();
    }
}
