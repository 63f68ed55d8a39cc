/// Kafka in: events of orders and payouts become commands.
@NullMarked
package cn.juhui.refund.adapter.messaging;

import org.jspecify.annotations.NullMarked;
