/// The other services, asked before money moves.
@NullMarked
package cn.juhui.payout.adapter.services;

import org.jspecify.annotations.NullMarked;
