/// Refunds over WeChat Pay's own API, version 3.
@NullMarked
package cn.juhui.payout.adapter.channel.wechat;

import org.jspecify.annotations.NullMarked;
