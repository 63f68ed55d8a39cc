package cn.juhui.order.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Shares what was paid among the cards, by price and rounded down; the rest fen go to the last card, so that the shares
/// always add up to what was paid.
final class Shares {

    private Shares() {}

    static List<Card> cards(Purchase purchase, Supplier<String> ids) {
        var paid = purchase.payment().paid();
        var cards = new ArrayList<Card>();
        var left = paid;
        for (int i = 0; i < purchase.items().size(); i++) {
            var item = purchase.items().get(i);
            var share = paid.share(item.unitPrice().value(), purchase.priceSum());
            for (int unit = 0; unit < item.quantity(); unit++) {
                cards.add(Card.pending(ids.get(), i, share, item.faceValue()));
                left = left.minus(share);
            }
        }
        var last = cards.removeLast();
        var rest = last.paidPrice().plus(left);
        cards.add(Card.pending(last.id(), last.item(), rest, last.faceValue()));
        return cards;
    }
}
