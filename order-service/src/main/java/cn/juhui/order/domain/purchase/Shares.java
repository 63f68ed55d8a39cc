package cn.juhui.order.domain.purchase;

import cn.juhui.contracts.money.Money;
import cn.juhui.order.domain.card.Card;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Shares what was paid among the cards, by price: each gets its share rounded down, and the rest fen go one by one to the cards that lost most by it, the
/// earlier one of two that lost the same. The shares always add up to what was paid, no card's is above its price, cards of one price differ by one fen at
/// most, and none that has a price gets nothing while there is a fen for each.
public final class Shares {

    private Shares() {}

    public static List<Card> cards(Purchase purchase, Supplier<String> ids) {
        var items = purchase.items();
        var ofItem =
                IntStream.range(0, items.size())
                        .flatMap(i -> IntStream.range(0, items.get(i).quantity()).map(_ -> i))
                        .toArray();
        var prices = Arrays.stream(ofItem).mapToLong(i -> items.get(i).unitPrice().value());
        var paid = purchase.payment().paid();
        var shares = of(paid.value(), prices.toArray());
        var cards = new ArrayList<Card>();
        for (int unit = 0; unit < ofItem.length; unit++) {
            var item = items.get(ofItem[unit]);
            var share = new Money(shares[unit], paid.currency());
            cards.add(Card.pending(ids.get(), ofItem[unit], share, item.faceValue()));
        }
        return cards;
    }

    /// @param paid at most the sum of the prices
    public static long[] of(long paid, long[] prices) {
        var sum = BigInteger.valueOf(Arrays.stream(prices).sum());
        var shares = new long[prices.length];
        if (paid == 0) {
            return shares;
        }
        var lost = new BigInteger[prices.length];
        var left = paid;
        for (int i = 0; i < prices.length; i++) {
            var exact = BigInteger.valueOf(paid).multiply(BigInteger.valueOf(prices[i]));
            var divided = exact.divideAndRemainder(sum);
            shares[i] = divided[0].longValueExact();
            lost[i] = divided[1];
            left -= shares[i];
        }
        IntStream.range(0, prices.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> lost[i]).reversed())
                .limit(left)
                .forEach(i -> shares[i]++);
        return withoutEmptyHands(shares, prices, paid);
    }

    private static long[] withoutEmptyHands(long[] shares, long[] prices, long paid) {
        if (paid < Arrays.stream(prices).filter(price -> price > 0).count()) {
            return shares;
        }
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] == 0 && prices[i] > 0) {
                var richest =
                        IntStream.range(0, shares.length)
                                .boxed()
                                .max(Comparator.comparing((Integer j) -> shares[j]))
                                .orElseThrow();
                shares[richest]--;
                shares[i]++;
            }
        }
        return shares;
    }
}
