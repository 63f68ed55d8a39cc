/// What an operator does to a channel: holding payments back, and letting them go again.
@NullMarked
package cn.juhui.payout.application.lever;

import org.jspecify.annotations.NullMarked;
