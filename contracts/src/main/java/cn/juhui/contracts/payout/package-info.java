/// What payout-service tells about money on its way back.
@NullMarked
package cn.juhui.contracts.payout;

import org.jspecify.annotations.NullMarked;
