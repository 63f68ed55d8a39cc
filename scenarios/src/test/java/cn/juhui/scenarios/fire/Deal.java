package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import cn.juhui.scenarios.client.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/// One order, its sides, and what this test knows of it: who said yes to what, and which accounts were named.
final class Deal {

    static final long UNIT_PRICE = 9_900;
    static final List<String> AGENTS = List.of("agt_first", "agt_second", "agt_third");

    private static final byte[] SCREENSHOT = screenshot();

    final Juhui juhui;
    final String customerId = fresh("cus");
    final String merchantId;
    final Person customer;
    final Person merchant;
    final String orderId;
    final String orderNo;
    final List<String> cards;
    final boolean express;

    private final Queue<Word> words = new ConcurrentLinkedQueue<>();
    private final Map<String, Set<String>> accounts = new ConcurrentHashMap<>();
    private final Map<String, String> proofs = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    /// Its order is placed and paid.
    Deal(Juhui juhui, String merchantId, RandomGenerator chance) {
        this.juhui = juhui;
        this.merchantId = merchantId;
        this.customer = juhui.customer(customerId);
        this.merchant = juhui.merchant(merchantId);
        this.express = chance.nextInt(3) == 0;
        var channel = Payment.CHANNELS.get(chance.nextInt(Payment.CHANNELS.size()));
        var wish =
                Wish.of(customerId, merchantId)
                        .through(channel)
                        .times(1 + chance.nextInt(3))
                        .placed(juhui.now());
        var order = juhui.storefront().placesOrder(express ? wish : wish.notExpress());
        this.orderId = order.text("id");
        this.orderNo = order.text("orderNo");
        this.cards =
                order.json()
                        .at("/items/0/cards")
                        .valueStream()
                        .map(card -> card.path("id").asString())
                        .toList();
        AGENTS.forEach(juhui::agent);
        note(channel + ", " + cards.size() + " cards" + (express ? ", express" : ""));
    }

    static String fresh(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().substring(0, 13);
    }

    String transaction() {
        return "T" + orderNo;
    }

    /// The cases there are, by the platform's own list: an application whose answer was lost may have made one.
    List<String> cases() {
        var ids =
                Phone.get(agent(), "/v1/refunds?limit=100&orderNo=" + orderNo)
                        .expect(200)
                        .json()
                        .path("data")
                        .valueStream()
                        .map(refund -> refund.path("id").asString())
                        .toList();
        known.addAll(ids);
        return ids;
    }

    Person agent() {
        return juhui.agent(AGENTS.getFirst());
    }

    /// A new piece of evidence, or the last one of its kind when the order has as many as it may.
    String proof(Person who, String kind) {
        var answer = Phone.patiently(() -> who.uploads(orderId, kind, SCREENSHOT)).answer();
        if (answer.status() == 201) {
            proofs.put(kind, answer.text("id"));
        }
        return proofs.getOrDefault(kind, "evd_" + "0".repeat(32));
    }

    /// Whether a text is about this order or one of its cases.
    boolean isIn(String text) {
        return text.contains(orderId)
                || text.contains(transaction())
                || known.stream().anyMatch(text::contains);
    }

    // What this test knows

    /// Somebody with a right to it said yes.
    void isApproved(String refundId, String by, long amount) {
        words.add(new Word(refundId, by, amount));
    }

    List<Word> wordsOn(String refundId) {
        return words.stream().filter(w -> w.refundId().equals(refundId)).toList();
    }

    void isNamed(String refundId, String account) {
        accounts.computeIfAbsent(refundId, _ -> ConcurrentHashMap.newKeySet()).add(account);
    }

    Set<String> accountsOf(String refundId) {
        return accounts.getOrDefault(refundId, Set.of());
    }

    void note(String what) {
        told.add(what);
    }

    /// Remembers what somebody did and what was answered.
    void note(String who, String what, Answer answer) {
        var code = answer.text("code").isEmpty() ? answer.text("status") : answer.text("code");
        note(who + ": " + what + " → " + answer.status() + " " + code);
    }

    @Override
    public String toString() {
        return orderId + " (" + orderNo + ")\n    " + String.join("\n    ", told);
    }

    private static byte[] screenshot() {
        try (var picture = Deal.class.getResourceAsStream("/demo/invalid-card.png")) {
            return Objects.requireNonNull(picture).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
