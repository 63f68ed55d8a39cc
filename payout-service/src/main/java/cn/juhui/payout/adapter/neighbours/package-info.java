/// The other services, asked before money moves.
@NullMarked
package cn.juhui.payout.adapter.neighbours;

import org.jspecify.annotations.NullMarked;
