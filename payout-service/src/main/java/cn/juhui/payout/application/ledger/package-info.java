/// The ledger: what each fact of a payout does to whose account.
@NullMarked
package cn.juhui.payout.application.ledger;

import org.jspecify.annotations.NullMarked;
