@NullMarked
package cn.juhui.payout.domain.ledger;

import org.jspecify.annotations.NullMarked;
