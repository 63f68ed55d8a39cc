/// Channels' daily statements, fetched and matched with ledger and payouts.
@NullMarked
package cn.juhui.payout.application.statement;

import org.jspecify.annotations.NullMarked;
