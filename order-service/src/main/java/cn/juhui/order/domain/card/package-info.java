/// A card of an order and what holds it.
@NullMarked
package cn.juhui.order.domain.card;

import org.jspecify.annotations.NullMarked;
