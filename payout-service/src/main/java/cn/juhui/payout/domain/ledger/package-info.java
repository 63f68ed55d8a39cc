/// The ledger: what each fact of a payout does to whose account.
@NullMarked
package cn.juhui.payout.domain.ledger;

import org.jspecify.annotations.NullMarked;
