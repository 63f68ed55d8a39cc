/// The money movement back to the customer, through a channel.
@NullMarked
package cn.juhui.payout;

import org.jspecify.annotations.NullMarked;
