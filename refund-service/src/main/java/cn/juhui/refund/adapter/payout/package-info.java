/// Brings accounts to payout-service.
@NullMarked
package cn.juhui.refund.adapter.payout;

import org.jspecify.annotations.NullMarked;
