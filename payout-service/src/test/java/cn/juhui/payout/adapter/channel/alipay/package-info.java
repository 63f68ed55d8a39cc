@NullMarked
package cn.juhui.payout.adapter.channel.alipay;

import org.jspecify.annotations.NullMarked;
