/// What payout-service hears.
@NullMarked
package cn.juhui.payout.adapter.messaging;

import org.jspecify.annotations.NullMarked;
