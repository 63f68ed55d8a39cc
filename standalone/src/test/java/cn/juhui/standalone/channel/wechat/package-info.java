@NullMarked
package cn.juhui.standalone.channel.wechat;

import org.jspecify.annotations.NullMarked;
