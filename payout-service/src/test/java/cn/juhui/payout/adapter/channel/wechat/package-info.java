@NullMarked
package cn.juhui.payout.adapter.channel.wechat;

import org.jspecify.annotations.NullMarked;
