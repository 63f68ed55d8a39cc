/// Accounts that can take the money in the place of the one that paid.
@NullMarked
package cn.juhui.payout.domain.account;

import org.jspecify.annotations.NullMarked;
