/// The payment channels, behind HTTP, and what protects both sides from each other.
@NullMarked
package cn.juhui.payout.adapter.channel;

import org.jspecify.annotations.NullMarked;
