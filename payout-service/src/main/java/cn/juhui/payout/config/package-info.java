/// The wiring page of payout-service.
@NullMarked
package cn.juhui.payout.config;

import org.jspecify.annotations.NullMarked;
