/// Accounts that money goes to: kept sealed, purged in time.
@NullMarked
package cn.juhui.payout.application.account;

import org.jspecify.annotations.NullMarked;
