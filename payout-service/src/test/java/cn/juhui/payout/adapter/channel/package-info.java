@NullMarked
package cn.juhui.payout.adapter.channel;

import org.jspecify.annotations.NullMarked;
