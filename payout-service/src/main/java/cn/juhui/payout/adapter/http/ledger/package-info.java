/// The ledger, for finance and for merchants.
@NullMarked
package cn.juhui.payout.adapter.http.ledger;

import org.jspecify.annotations.NullMarked;
