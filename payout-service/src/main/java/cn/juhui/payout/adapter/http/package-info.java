/// Payouts as front ends see them.
@NullMarked
package cn.juhui.payout.adapter.http;

import org.jspecify.annotations.NullMarked;
