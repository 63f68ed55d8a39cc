package cn.juhui.order.adapter.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.RefundReason;
import cn.juhui.contracts.money.Money;
import cn.juhui.order.domain.Fixtures;
import cn.juhui.order.domain.Order;
import cn.juhui.order.domain.OrderCommand;
import cn.juhui.order.domain.OrderMachine;
import cn.juhui.order.domain.OrderRefusal;
import cn.juhui.order.domain.card.Card;
import cn.juhui.order.domain.card.CardStatus;
import cn.juhui.order.domain.card.Hold;
import cn.juhui.order.domain.eligibility.Application;
import cn.juhui.order.domain.policy.DefaultPolicies;
import cn.juhui.order.domain.policy.RefundPolicy;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Orders that are stored today must be readable tomorrow: the file says how one is stored. A renamed member fails here.
/// `-Dupdate.golden=true` writes it anew, for additions.
class StoredFormTest {

    private static final Path FILE = Path.of("src", "test", "resources", "stored", "order.json");

    @Test
    void an_order_is_stored_as_the_file_says_and_read_back_the_same() throws IOException {
        var order = anOrderInTheMiddleOfEverything();
        var json = new String(StateMapper.toJson(order), StandardCharsets.UTF_8);
        if (Boolean.getBoolean("update.golden")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, json + "\n");
        }
        var stored = Files.readString(FILE);

        assertThat(JsonMapper.shared().readTree(json))
                .isEqualTo(JsonMapper.shared().readTree(stored));
        assertThat(StateMapper.fromJson(stored.getBytes(StandardCharsets.UTF_8), Order.class))
                .isEqualTo(order);
        assertThat(StateMapper.fromTree(StateMapper.toTree(order), Order.class)).isEqualTo(order);
    }

    @Test
    void an_order_that_was_stored_in_an_earlier_form_is_read() throws IOException {
        var earlier = Files.readString(FILE.resolveSibling("order-1.json"));

        var order = StateMapper.fromJson(earlier.getBytes(StandardCharsets.UTF_8), Order.class);

        assertThat(order.holds()).hasSize(5).allMatch(hold -> hold.claims().isEmpty());
        assertThat(order.cards()).allMatch(card -> card.lateReport() == null);
        var back = Fixtures.after(order, new OrderCommand.ReverseRefund("rfd_3", 12));
        assertThat(back.balance().refunded()).isEqualTo(Money.cny(0));
        assertThat(Fixtures.after(order, new OrderCommand.ReleaseHold("rfd_1")).balance().held())
                .isEqualTo(Money.cny(9_000));
    }

    /// From before facts said who told them: what was told late stops its payout still, once.
    @Test
    void an_order_from_before_facts_had_a_source_goes_on() throws IOException {
        var earlier = Files.readString(FILE.resolveSibling("order-2.json"));

        var order = StateMapper.fromJson(earlier.getBytes(StandardCharsets.UTF_8), Order.class);

        assertThat(order.cards()).allMatch(card -> card.use() == null && card.shipment() == null);
        var stopped = Fixtures.after(order, Fixtures.approval("rfd_1", Money.cny(9_500)));
        assertThat(stopped.hold("rfd_1").orElseThrow().state()).isEqualTo(Hold.State.HELD);
        var paid = Fixtures.after(stopped, Fixtures.approval("rfd_1", Money.cny(9_500), 2));
        assertThat(paid.hold("rfd_1").orElseThrow().state()).isEqualTo(Hold.State.VOIDED);
    }

    /// What a use on a card that nobody delivered came to when facts had no source: it was used, and nobody knows when it was delivered.
    @Test
    void a_card_that_was_used_before_anybody_delivered_it_is_read_back_the_same()
            throws IOException {
        var earlier = Files.readString(FILE.resolveSibling("order-2.json"));
        var order = StateMapper.fromJson(earlier.getBytes(StandardCharsets.UTF_8), Order.class);

        var released = Fixtures.after(order, new OrderCommand.ReleaseHold("rfd_1"));
        var card = released.card("crd_2").orElseThrow();

        assertThat(card.status()).isEqualTo(CardStatus.PARTIALLY_USED);
        assertThat(card.remainingValue()).isEqualTo(Money.cny(700));
        assertThat(StateMapper.toTree(card)).doesNotContainKey("shippedAt");
        assertThat(StateMapper.fromTree(StateMapper.toTree(card), Card.class)).isEqualTo(card);
        assertThat(
                        OrderMachine.decide(
                                released, Fixtures.usage("crd_2", Money.cny(1), Fixtures.SHIPPED)))
                .isEqualTo(Decision.refused(OrderRefusal.CARD_NOT_DELIVERED));
    }

    /// Each state of a card as its document always had it, written again byte for byte.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'remainingValue':1000,'status':'PENDING'",
                "'remainingValue':1000,'status':'PENDING','check':SUPPLIER",
                "'remainingValue':1000,'status':'UNUSED','shippedAt':AT,'codeHint':'****1234','shipment':MERCHANT",
                "'remainingValue':1000,'status':'UNUSED','shippedAt':AT,'shipment':MERCHANT,'use':SUPPLIER,'check':SUPPLIER,'reports':2",
                "'remainingValue':1,'status':'PARTIALLY_USED','shippedAt':AT",
                "'remainingValue':1,'status':'PARTIALLY_USED'",
                "'remainingValue':0,'status':'USED','shippedAt':AT,'shipment':MERCHANT,'use':MERCHANT,'reports':1",
                "'remainingValue':1000,'status':'FROZEN','beforeFreeze':'PENDING','refundId':'rfd_1'",
                "'remainingValue':1000,'status':'FROZEN','beforeFreeze':'PENDING','refundId':'rfd_1','lateReport':LATE",
                "'remainingValue':1000,'status':'FROZEN','beforeFreeze':'UNUSED','refundId':'rfd_1','shippedAt':AT,'lateReport':WEIGHED,'shipment':MERCHANT,'check':SUPPLIER,'reports':1",
                "'remainingValue':0,'status':'FROZEN','beforeFreeze':'USED','refundId':'rfd_1','shippedAt':AT,'shipment':MERCHANT,'use':MERCHANT,'reports':1",
                "'remainingValue':7,'status':'VOIDED','beforeFreeze':'PARTIALLY_USED','refundId':'rfd_1','shippedAt':AT,'codeHint':'****','shipment':MERCHANT,'use':MERCHANT,'reports':1",
                "'remainingValue':1000,'status':'VOIDED','beforeFreeze':'UNUSED','refundId':'rfd_1','shippedAt':AT,'lateReport':WEIGHED,'shipment':MERCHANT"
            })
    void a_card_is_read_and_written_byte_for_byte(String members) {
        var card =
                "{'id':'crd_1','item':0,'paidPrice':950,'faceValue':1000,MEMBERS}"
                        .replace("MEMBERS", members)
                        .replace("LATE", "{'remainingValue':1,'at':AT}")
                        .replace(
                                "WEIGHED",
                                "{'remainingValue':0,'at':AT,'provenance':SUPPLIER,'weighed':true}")
                        .replaceAll(
                                "(?<=:)(SUPPLIER|MERCHANT)",
                                "{'source':'$1','toldBy':'x','receivedAt':AT,'happenedAt':AT}")
                        .replace("AT", "'2026-03-01T10:01:00Z'")
                        .replaceAll("(?<=(?:Value|Price)':)(\\d+)", "{'value':$1,'currency':'CNY'}")
                        .replace('\'', '"');

        var read = StateMapper.fromJson(card.getBytes(StandardCharsets.UTF_8), Card.class);

        assertThat(new String(StateMapper.toJson(read), StandardCharsets.UTF_8)).isEqualTo(card);
    }

    @Test
    void a_policy_is_read_back_the_same() {
        var policy = DefaultPolicies.of("GAME_CARD");

        assertThat(StateMapper.fromTree(StateMapper.toTree(policy), RefundPolicy.class))
                .isEqualTo(policy);
    }

    private static Order anOrderInTheMiddleOfEverything() {
        var number = new AtomicInteger();
        var order =
                OrderMachine.place(
                                "ord_1",
                                Fixtures.aPurchase(
                                        "NO-1",
                                        47_500,
                                        Fixtures.anItem("GAME_CARD", 5, 9_500, 10_000)),
                                DefaultPolicies::of,
                                () -> "crd_" + number.incrementAndGet())
                        .order();
        var shipped =
                List.of(
                        new OrderCommand.ShippedCard("crd_1", "AAAA-1234"),
                        new OrderCommand.ShippedCard("crd_2", null));
        for (var command :
                List.of(
                        Fixtures.ship(shipped, Fixtures.SHIPPED),
                        Fixtures.usage("crd_1", Money.cny(500), Fixtures.SHIPPED),
                        hold("rfd_1", "crd_2"),
                        hold("rfd_2", "crd_3"),
                        hold("rfd_3", "crd_4"),
                        hold("rfd_4", "crd_2"),
                        hold("rfd_5", "crd_5"),
                        new OrderCommand.ReleaseHold("rfd_5"),
                        Fixtures.approval("rfd_2", Money.cny(9_000)),
                        Fixtures.approval("rfd_3", Money.cny(9_500)),
                        new OrderCommand.SettleRefund("rfd_3", Money.cny(9_500), 9),
                        Fixtures.usage("crd_2", Money.cny(700), Fixtures.SHIPPED))) {
            order = Fixtures.after(order, command);
        }
        return order;
    }

    private static OrderCommand hold(String refundId, String cardId) {
        return Fixtures.hold(
                refundId,
                new Application(RefundReason.UNUSED, List.of(cardId), false, Fixtures.SHIPPED),
                null);
    }
}
