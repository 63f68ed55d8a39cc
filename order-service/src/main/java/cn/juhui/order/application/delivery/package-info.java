/// What is told of cards: delivered, spent from.
@NullMarked
package cn.juhui.order.application.delivery;

import org.jspecify.annotations.NullMarked;
