/// WeChat Pay's API, version 3, as the simulated WeChat Pay speaks it.
@NullMarked
package cn.juhui.standalone.channel.wechat;

import org.jspecify.annotations.NullMarked;
