/// What payout-service does, one class per use case: write the intent, call the channel, write what was learned.
@NullMarked
package cn.juhui.payout.application;

import org.jspecify.annotations.NullMarked;
